using System.Collections.Concurrent;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Hosting;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>How the pump runs.</summary>
/// <param name="Concurrency">Looks under way at once.</param>
/// <param name="HostGap">Between two looks at one host: a slot in the queue, nobody waits for it.</param>
internal sealed record LookPumpSettings(int Concurrency, Duration HostGap);

/// <summary>
/// Tops up a bounded set of looks under way and returns; looks finish independently. A look that finds what was expected
/// goes to the batch writer; anything else is an event and goes through the runner.
/// </summary>
internal sealed class LookPump(
    ILookQueue queue,
    IVantages vantages,
    CaseRunner runner,
    CaseEvents events,
    LookWriter writer,
    LookPumpSettings settings,
    JudgeBook book,
    OutageWatch outages,
    ILogger<LookPump> logger) : IAsyncDisposable
{
    /// <summary>Longer than the total time-out of a look and its commit.</summary>
    private static readonly Duration Lease = Duration.FromMinutes(5);

    /// <summary>Pause before a look is made again that our own outage voided, or that was left out to give its host a rest.</summary>
    private static readonly Duration AfterOutage = Duration.FromMinutes(5);

    private static readonly Duration WithoutVantage = Duration.FromDays(1);

    private readonly ConcurrentDictionary<ClaimedLook, Task> underWay = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Claims as many due looks as there is room for. Returns how many were started.</summary>
    public async Task<int> TopUpAsync(CancellationToken cancellationToken)
    {
        var room = settings.Concurrency - underWay.Count;
        if (room <= 0 || stopping.IsCancellationRequested)
        {
            return 0;
        }

        var claimed = await queue.ClaimAsync(runner.Now, room, Lease, settings.HostGap, cancellationToken);
        foreach (var look in claimed)
        {
            // Removed before it ends, added before it starts: a look that ends at once must not stay in the set.
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            underWay[look] = FinishAsync(look, gate.Task);
            gate.SetResult();
        }

        return claimed.Length;
    }

    /// <summary>Waits for the looks under way and the writer: for stops, demos and stories.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(underWay.Values).WaitAsync(cancellationToken);
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Stops starting looks, gives those under way until <paramref name="cancellationToken"/>, hands back the rest.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        try
        {
            await DrainAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Log.StopCutLooksShort(logger, underWay.Count);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await Task.WhenAll(underWay.Values);
        stopping.Dispose();
    }

    private async Task FinishAsync(ClaimedLook look, Task gate)
    {
        await gate;
        try
        {
            await LookAsync(look);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await queue.HandBackAsync([look], CancellationToken.None);
        }
#pragma warning disable CA1031 // The boundary of one look: whatever failed is counted on its row and becomes a task after three.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await FailAsync(look, e);
        }
        finally
        {
            underWay.TryRemove(look, out _);
        }
    }

    private async Task LookAsync(ClaimedLook look)
    {
        var at = runner.Now;
        if (vantages.Find(look.Vantage) is not { } vantage)
        {
            // Taken out of the configuration: its row stays, for the day it comes back.
            await writer.WriteAsync(new FinishedLook(look, at + WithoutVantage), stopping.Token);
            return;
        }

        var facts = await FetchAsync(look, vantage, at);
        var controls = OwnOutageRule.IsNetworkFailure(facts.Failure) ? await vantage.Outage.ControlsAnswerAsync(stopping.Token) : null;
        if (OwnOutageRule.ShowsNetwork(facts, controls))
        {
            outages.Counted(vantage.Name, at);
        }

        if (facts.IsKnown)
        {
            await writer.WriteAsync(new FinishedLook(look, Next(look, at, facts)), stopping.Token);
            return;
        }

        var verdict = Judge.Of(facts, controls);
        if (IsVoid(verdict, look, at))
        {
            await writer.WriteAsync(new FinishedLook(look, at + AfterOutage), stopping.Token);
            return;
        }

        if (!look.ReportBack && RoutineRule.IsRoutine(look.Expected, verdict.Kind))
        {
            await writer.WriteAsync(new FinishedLook(look, Next(look, at, facts), PageMemoryRule.Of(facts, verdict, book.Version)), stopping.Token);
            return;
        }

        var seen = new Observation(at, vantage.Name, verdict, facts.Status, facts.Fingerprint) { Companions = facts.Companions, ItemMark = facts.ItemMark };
        await events.TellAsync(look.Case, look.Takedown, new TakedownEvent.Observed(DerivedId.From("look", look.Lease.Token.ToString()), at, seen));
    }

    /// <summary>A look that nobody can take anything from, and that is to be made again soon.</summary>
    private bool IsVoid(Verdict verdict, ClaimedLook look, Instant at)
    {
        if (verdict.Reason == VerdictReasons.OwnOutage)
        {
            outages.WasVoid(look.Vantage, at);
            return true;
        }

        return verdict.Reason == VerdictReasons.HostResting && !look.ReportBack;
    }

    /// <summary>Somebody waits for a look that reports back: it is read in full.</summary>
    private Task<LookFacts> FetchAsync(ClaimedLook look, Vantage vantage, Instant at) => look.ReportBack
        ? vantage.Fetcher.LookAsync(look.Url, look.FingerprintKey, stopping.Token)
        : vantage.Fetcher.LookAgainAsync(
            look.Url, look.FingerprintKey, PageMemoryRule.Hints(look.Memory, look.Expected, at, book.Version), stopping.Token);

    private static Instant Next(ClaimedLook look, Instant at, LookFacts facts)
    {
        var next = at + JitterRule.Apply(look.Every, look.Takedown, look.LookNumber);
        return facts.RetryAfter > next ? facts.RetryAfter.Value : next;
    }

    private async Task FailAsync(ClaimedLook look, Exception e)
    {
        Log.WorkFailed(logger, "look", look.Takedown.ToString(), e.GetType().Name);
        var failures = await queue.FailAsync(look, runner.Now + AfterOutage, CancellationToken.None);
        await Poison.ReportAsync(runner, look.Case, look.Takedown, "look", failures, logger);
    }
}
