using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Must a human look? Where the worker is kept out for a day (DESIGN 3), and where a human's word that it is gone needs its
/// second look. Asked at most once a day for an address, and less and less often: nobody can keep up a daily look for years.
/// </summary>
internal static class ManualLookRule
{
    public const string Withheld = "withheld";
    public const string Confirm = "confirm-removal";
    public static readonly RuleId AskHuman = new("MON-37");
    public static readonly Duration Patience = Duration.FromHours(24);

    private const int DailyLooks = 7;
    private const int WeeklyLooks = 4;

    /// <summary>When the next own look of a caseworker is asked for; null: it is not.</summary>
    public static Instant? Due(Takedown takedown) => takedown switch
    {
        { Content: ContentState.Withheld, ContentSince: { } since } => Latest(since + Patience, Again(takedown.Sightings)),
        { Content: ContentState.GoneUnconfirmed } when HumanRun(takedown.Sightings) is { } run =>
            Latest(run.First + RemovalConfirmationRule.HumanSpread, Again(takedown.Sightings)),
        _ => null,
    };

    /// <summary>
    /// True when others of the case fill the day: asked and not yet answered, looked at within it, or due and looked at less
    /// often, which come first. Whoever is left out is asked at its next wake-up, a day later at most.
    /// </summary>
    public static bool IsSpent(CaseFile file, Takedown takedown, int most, Instant now) =>
        takedown.Content is ContentState.Withheld or ContentState.GoneUnconfirmed
        && file.Takedowns.Count(t => t.Id != takedown.Id
            && (t.IsWaitingFor(TaskKind.ManualLook)
                || now - t.Sightings.LastHumanLook < Duration.FromDays(1)
                || (Due(t) <= now && t.Sightings.HumanLooks < takedown.Sightings.HumanLooks))) >= most;

    public static IEnumerable<Decision> Ask(Situation s)
    {
        // Whoever looked has answered, whatever they saw.
        if (s.Event is TakedownEvent.CaseworkerActed { Action: CaseworkerAction.Looked })
        {
            foreach (var d in s.Settle(AskHuman, TaskKind.ManualLook, Withheld).Concat(s.Settle(AskHuman, TaskKind.ManualLook, Confirm)))
            {
                yield return d;
            }
        }

        var task = new TaskKey(TaskKind.ManualLook, s.Now.Content == ContentState.Withheld ? Withheld : Confirm);
        if (Due(s.Now) is { } due && due <= s.At && !s.Now.Tasks.Contains(task) && !s.Sight.LooksAreSpent)
        {
            yield return new Decision.AskHuman(AskHuman, task, task.Subject == Withheld
                ? "The site does not show this address to the worker. Look yourself and answer live or gone."
                : "You saw that the address is gone. A second look proves the removal: look again and answer live or gone.");
            yield return new Decision.Tell(AskHuman, BriefingKind.LookNeeded);
        }
    }

    /// <summary>Daily, then weekly, then monthly, by how often a human looked already.</summary>
    private static Instant? Again(Sightings sightings) => sightings.LastHumanLook + (sightings.HumanLooks switch
    {
        <= DailyLooks => Duration.FromDays(1),
        <= DailyLooks + WeeklyLooks => Duration.FromDays(7),
        _ => Duration.FromDays(30),
    });

    private static GoneRun? HumanRun(Sightings sightings) => sightings.Gone.FirstOrDefault(g => g.Vantage == Sightings.HumanVantage);

    private static Instant Latest(Instant one, Instant? other) => other > one ? other.Value : one;
}
