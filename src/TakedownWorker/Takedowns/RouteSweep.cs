using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Hosting;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>Looks up whom to write to, outside any lock, and tells the takedown.</summary>
internal sealed class RouteSweep(
    IRouteWorkQueue queue, ICaseStore store, IRouteFinder finder, CaseRunner runner, CaseEvents events, ILogger<RouteSweep> logger)
{
    private const int Limit = 50;
    private static readonly Duration Lease = Duration.FromMinutes(10);
    private static readonly Duration AfterFailure = Duration.FromMinutes(15);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var claimed = await queue.ClaimAsync(runner.Now, Limit, Lease, cancellationToken);
        await Task.WhenAll(claimed.Select(work => FindAsync(work, cancellationToken)));
        return claimed.Length;
    }

    private async Task FindAsync(ClaimedWork work, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var url = await UrlAsync(work, cancellationToken);
            if (url is not null)
            {
                var routes = await finder.FindAsync(url, cancellationToken);
                var e = new TakedownEvent.RoutesFound(DerivedId.From("routes", work.Lease.Token.ToString()), runner.Now, routes);
                await events.TellAsync(work.Case, work.Takedown, e);
            }

            await queue.DoneAsync(work, CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await queue.HandBackAsync([work], CancellationToken.None);
        }
#pragma warning disable CA1031 // The boundary of one look-up: what failed is counted on its row and becomes a task after three.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.WorkFailed(logger, "routes", work.Takedown.ToString(), e.GetType().Name);
            var failures = await queue.FailAsync(work, runner.Now + AfterFailure, CancellationToken.None);
            await Poison.ReportAsync(runner, work.Case, work.Takedown, "routes", failures, logger);
        }
    }

    private async Task<string?> UrlAsync(ClaimedWork work, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(work.Case, cancellationToken);
        return session?.File.Takedowns.FirstOrDefault(t => t.Id == work.Takedown)?.Url;
    }
}
