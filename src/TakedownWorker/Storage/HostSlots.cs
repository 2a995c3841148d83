namespace TakedownWorker.Storage;

/// <summary>A due look, as the claim first sees it.</summary>
internal readonly record struct DueLook(long Id, string HostKey, long Due);

/// <summary>What a claim does with a window of due looks.</summary>
/// <param name="Take">Looks to lease.</param>
/// <param name="Push">Looks that come due in a later slot of their host.</param>
/// <param name="FreeAt">Next slot of each host that was taken from.</param>
internal sealed record SlotPlan(List<long> Take, List<(long Id, long Due)> Push, Dictionary<string, long> FreeAt);

/// <summary>
/// The gap between two looks at one host is a slot written into <c>due</c>: one look per free host is taken, the others of
/// that host come due in the slots after it. So a host with thousands of due looks leaves the head of the queue at once, and
/// nobody holds a lease while waiting for a limiter. Looks that two claims put into one slot are put apart by the next.
/// </summary>
internal static class HostSlots
{
    /// <param name="window">Due looks, oldest first.</param>
    /// <param name="freeAt">When each host is free.</param>
    /// <param name="used">Hosts already in this answer: one look each.</param>
    public static SlotPlan Plan(
        IReadOnlyCollection<DueLook> window, IReadOnlyDictionary<string, long> freeAt, ISet<string> used, (long Now, long Gap, int Limit) claim)
    {
        var plan = new SlotPlan([], [], []);
        foreach (var host in window.GroupBy(l => l.HostKey, StringComparer.Ordinal))
        {
            var looks = host.AsEnumerable();
            var free = freeAt.GetValueOrDefault(host.Key);
            if (free <= claim.Now && !used.Contains(host.Key))
            {
                if (plan.Take.Count == claim.Limit)
                {
                    continue;
                }

                used.Add(host.Key);
                plan.Take.Add(host.First().Id);
                free = claim.Now + claim.Gap;
                plan.FreeAt[host.Key] = free;
                looks = host.Skip(1);
            }

            if (free > claim.Now)
            {
                plan.Push.AddRange(looks.Select((l, i) => (l.Id, free + (i * claim.Gap))));
            }
        }

        return plan;
    }
}
