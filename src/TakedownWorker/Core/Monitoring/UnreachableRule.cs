using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Has the site not answered for 14 days? A human is asked whether it is dead; it never counts as removed (DESIGN 3).</summary>
internal static class UnreachableRule
{
    public const string Subject = "site-dead";
    public static readonly RuleId AskHuman = new("MON-36");
    public static readonly Duration Patience = Duration.FromDays(14);

    public static IEnumerable<Decision> Ask(Situation s) =>
        s.Now is { Content: ContentState.Unreachable, Sightings.UnreachableSince: { } since } && s.At - since > Patience
            ? s.Ask(AskHuman, TaskKind.SiteDead, Subject, "The site has not answered for 14 days. If it is dead for good, close the address; if not, settle this task.")
                .Concat(s.Tell(AskHuman, BriefingKind.SiteDead))
            : [];
}
