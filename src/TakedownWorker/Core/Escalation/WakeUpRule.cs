using NodaTime;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Escalation;

/// <summary>
/// When must this takedown be decided about again? The earliest deadline, reminder, window, hold or change of rhythm; an
/// open takedown without any is looked after once a day, so that none is ever forgotten.
/// </summary>
internal static class WakeUpRule
{
    public static readonly RuleId Next = new("ESC-13");

    /// <summary>Deadlines are late only after their instant: wake just behind it.</summary>
    public static readonly Duration Behind = Duration.FromSeconds(1);

    public static readonly Duration Daily = Duration.FromDays(1);
    private static readonly Duration Hourly = Duration.FromHours(1);

    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (!AgeGateRule.Passes(s.Facts) || s.Facts.Closure != CaseClosure.None)
        {
            yield break;
        }

        Instant? next = Candidates(s).Where(at => at > s.At).Append(s.At + Daily).Min();
        if (s.Now.Content == ContentState.Removed && OwedItems.Of(s.Now).Length == 0 && s.Now.ToTell.Length == 0)
        {
            next = LookRhythmRule.NextChange(s.Now, s.Policy, s.At);
        }

        // An earlier or equal wake-up that is still to come decides the same; a daily one is not pushed on by every event.
        if (next is { } at && (s.Now.WakeUp is null || at < s.Now.WakeUp || s.Now.WakeUp <= s.At))
        {
            yield return new Decision.WakeUp(Next, at);
        }
    }

    private static IEnumerable<Instant> Candidates(Situation s) =>
        Waiting(s).Concat(Ladder(s)).Concat(Monitoring(s)).Concat(Authority(s));

    private static IEnumerable<Instant> Waiting(Situation s)
    {
        foreach (var item in s.Now.Items.Where(i => i.State == ItemState.Owed))
        {
            var windowEnd = Deadlines.After(item.OwedAt, s.Policy.CollectionWindow);
            yield return windowEnd > s.At ? windowEnd : s.At + Hourly;
        }

        foreach (var tell in s.Now.ToTell)
        {
            yield return BriefingRule.Due(tell, s.Policy);
        }

        if (s.Now.RoutesAsked)
        {
            yield return s.At + Hourly;
        }
    }

    private static IEnumerable<Instant> Ladder(Situation s)
    {
        if (s.Now.Rung == 0)
        {
            yield break;
        }

        var rung = s.Policy.Rungs[Math.Min(s.Now.Rung, s.Policy.Rungs.Length) - 1];
        if (ReminderRule.Next(s.Now, s.Policy, rung, s.At) is { } reminder)
        {
            yield return reminder;
        }

        if (!s.Now.LadderExhausted && NextRungRule.End(s.Now, rung) is { } end)
        {
            yield return end == Instant.MinValue ? s.At + Hourly : end + Behind;
        }

        foreach (var item in s.Now.Items.Where(i => i.Left && i.Deadline is not null))
        {
            yield return item.Deadline!.Value + Behind;
        }
    }

    private static IEnumerable<Instant> Monitoring(Situation s)
    {
        if (LookRhythmRule.NextChange(s.Now, s.Policy, s.At) is { } change)
        {
            yield return change;
        }

        if (ManualLookRule.Due(s.Now) is { } look)
        {
            yield return look;
        }

        if (s.Now is { Content: ContentState.Unreachable, Sightings.UnreachableSince: { } since })
        {
            yield return since + UnreachableRule.Patience + Behind;
        }
    }

    private static IEnumerable<Instant> Authority(Situation s)
    {
        if (s.Facts.Authority?.Expires is { } last)
        {
            yield return last.PlusDays(1).AtMidnight().InUtc().ToInstant();
        }
    }
}
