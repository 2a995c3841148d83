using System.Globalization;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Hosting;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>Tells takedowns whose wake-up is due that time passed; those of one case in one step.</summary>
internal sealed class WakeUpSweep(IWakeUpQueue queue, CaseRunner runner, ILogger<WakeUpSweep> logger)
{
    private const int Limit = 500;
    private static readonly Duration Lease = Duration.FromMinutes(5);
    private static readonly Duration AfterFailure = Duration.FromMinutes(5);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var claimed = await queue.ClaimAsync(runner.Now, Limit, Lease, cancellationToken);
        var cases = claimed.GroupBy(w => w.Case).Select(g => g.ToList()).ToList();
        for (var i = 0; i < cases.Count; i++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                await queue.HandBackAsync([.. cases.Skip(i).SelectMany(w => w)], CancellationToken.None);
                break;
            }

            await WakeAsync(cases[i]);
        }

        return claimed.Length;
    }

    private async Task WakeAsync(List<ClaimedWork> work)
    {
        try
        {
            var now = runner.Now;
            await runner.RunAsync(
                work[0].Case,
                file => new CaseInput(file, [.. work.Where(w => file.Takedowns.Any(t => t.Id == w.Takedown)).Select(w => Event(w, now))]),
                CancellationToken.None);
        }
#pragma warning disable CA1031 // The boundary of one case: what failed is counted on its rows and becomes a task after three.
        catch (Exception e)
#pragma warning restore CA1031
        {
            foreach (var w in work)
            {
                Log.WorkFailed(logger, "wake-up", w.Takedown.ToString(), e.GetType().Name);
                var failures = await queue.FailAsync(w, runner.Now + AfterFailure, CancellationToken.None);
                await Poison.ReportAsync(runner, w.Case, w.Takedown, "wake-up", failures, logger);
            }
        }
    }

    private static AddressedEvent Event(ClaimedWork w, Instant now) => new(
        new TakedownEvent.TimePassed(
            DerivedId.From("wake", w.Takedown.ToString(), w.Due.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture), w.Lease.Token.ToString()), now),
        [w.Takedown]);
}
