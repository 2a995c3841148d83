using System.Collections.Concurrent;
using NodaTime;
using TakedownWorker.Hosting;

namespace TakedownWorker.Takedowns;

/// <summary>One outage of ours as it stands.</summary>
/// <param name="Since">The first look that was void (domain clock).</param>
/// <param name="VoidLooks">Looks that were void since then.</param>
internal sealed record Outage(Instant Since, int VoidLooks);

/// <summary>
/// Tells the operator once, for each place that looks are made from, that they are void because the worker's own network is
/// down, and once more when they count again. A restart tells afresh: it may be what mended it.
/// </summary>
internal sealed class OutageWatch(ILogger<OutageWatch> logger)
{
    private readonly ConcurrentDictionary<string, Outage> outages = new(StringComparer.Ordinal);
    private readonly Lock telling = new();

    /// <summary>Outages now, by name of the vantage.</summary>
    public IReadOnlyDictionary<string, Outage> Now => outages;

    /// <summary>A look proved nothing, since not even the control addresses, or the vantage's proxy, answered.</summary>
    public void WasVoid(string vantage, Instant at)
    {
        lock (telling)
        {
            if (outages.TryGetValue(vantage, out var known))
            {
                outages[vantage] = known with { VoidLooks = known.VoidLooks + 1 };
                return;
            }

            outages[vantage] = new Outage(at, 1);
            Log.OwnOutageBegan(logger, vantage);
        }
    }

    /// <summary>A look showed that the network works (<see cref="Core.Monitoring.OwnOutageRule.ShowsNetwork"/>). Costs nothing while there is no outage.</summary>
    public void Counted(string vantage, Instant at)
    {
        if (outages.IsEmpty)
        {
            return;
        }

        lock (telling)
        {
            if (outages.TryRemove(vantage, out var over))
            {
                Log.OwnOutageOver(logger, vantage, (long)(at - over.Since).TotalMinutes, over.VoidLooks);
            }
        }
    }
}
