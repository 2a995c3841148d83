using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core.Escalation;

/// <summary>One briefing: what is told, about which takedowns, since when.</summary>
internal sealed record Briefing(BriefingKind What, ImmutableArray<TakedownId> Takedowns, Instant Since);

/// <summary>
/// Is it time to write to the caseworker? What a case has to tell is gathered for one collection window, so that 150
/// addresses are one briefing; a possible minor, a blown fuse, or a case that was stopped, does not wait.
/// </summary>
internal static class BriefingRule
{
    public static readonly RuleId Gathers = new("ESC-15");

    public static IEnumerable<Briefing> Due(CaseFile file, Policy policy, Instant now)
    {
        var pending = file.Takedowns.SelectMany(t => t.ToTell.Select(p => (t.Id, Tell: p))).ToList();
        var stopped = file.Facts.Quarantined || file.Facts.Closure != CaseClosure.None;
        return pending
            .GroupBy(x => x.Tell.What)
            .Where(g => !file.Facts.Quarantined || g.Key == BriefingKind.UnderAge)
            .Where(g => stopped || g.Key is BriefingKind.UnderAge or BriefingKind.FuseBlown || g.Any(x => Due(x.Tell, policy) <= now))
            .Select(g => new Briefing(g.Key, [.. g.Select(x => x.Id)], g.Min(x => x.Tell.Since)))
            .ToList();
    }

    public static Instant Due(PendingTell tell, Policy policy) => Deadlines.After(tell.Since, policy.CollectionWindow);
}
