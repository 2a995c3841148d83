using NodaTime;
using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>When is the next look? By content state and its age, as the policy's table says.</summary>
internal static class LookRhythmRule
{
    public static readonly RuleId Rhythm = new("MON-34");

    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (!AgeGateRule.Passes(s.Facts) || s.Facts.Closure != CaseClosure.None)
        {
            yield break;
        }

        foreach (var d in ManualLookRule.Ask(s).Concat(UnreachableRule.Ask(s)))
        {
            yield return d;
        }

        if (s.Now.AwaitsLook)
        {
            yield break;
        }

        var every = Interval(s.Now, s.Policy, s.At);
        if (s.Event is TakedownEvent.CaseworkerActed { Action: CaseworkerAction.AskedForLook })
        {
            yield return new Decision.Look(Rhythm, s.At, every, ReportBack: true);
        }
        else if (s.Event is TakedownEvent.Observed { Seen: var seen } && s.Now.Sightings.AskedPlaces is null && DisagreementRule.HearsOthersFirst(s, seen))
        {
            yield return new Decision.Look(DisagreementRule.StaysLive, s.At, Duration.Min(every, DisagreementRule.Patience), ReportBack: true);
        }
        else if (SecondLiveLook(s.Now) is { } again && again > s.At)
        {
            yield return new Decision.Look(ReturnRule.Back, again, every, ReportBack: true);
        }
        else if (s.Now.NextLook is null || s.Now.Content == ContentState.Unseen && s.Event is TakedownEvent.Reported)
        {
            yield return new Decision.Look(Rhythm, s.At, every, ReportBack: false);
        }
        else if (s.Event is TakedownEvent.Observed || s.Now.LookEvery != every)
        {
            yield return new Decision.Look(Rhythm, s.At + every, every, ReportBack: false);
        }
    }

    /// <summary>Interval in force now: the first row whose state fits and whose age has not passed.</summary>
    public static Duration Interval(Takedown takedown, Policy policy, Instant now)
    {
        var row = Row(takedown, policy, now);
        var every = row is null ? Duration.FromDays(1) : Deadlines.After(now, row.Every) - now;
        return takedown.Sightings.AskedPlaces is null ? every : Duration.Min(every, DisagreementRule.Patience);
    }

    /// <summary>When the interval changes by age or a deadline alone; null when it does not any more.</summary>
    public static Instant? NextChange(Takedown takedown, Policy policy, Instant now)
    {
        var ages = Row(takedown, policy, now)?.UpTo is { } upTo ? [Deadlines.After(Since(takedown), upTo)] : Array.Empty<Instant>();
        var changes = policy.Rhythm.Where(r => r.State == takedown.Content)
            .Select(r => r.AroundDeadlines?.ToDuration()).OfType<Duration>()
            .SelectMany(around => DeadlinesOf(takedown, policy).SelectMany(d => new[] { d - around, d + around }))
            .Concat(ages)
            .Where(at => at > now)
            .ToList();
        return changes.Count == 0 ? null : changes.Min();
    }

    private static RhythmRow? Row(Takedown takedown, Policy policy, Instant now) => policy.Rhythm.FirstOrDefault(r =>
        r.State == takedown.Content
        && (r.UpTo is null || now < Deadlines.After(Since(takedown), r.UpTo))
        && (r.AroundDeadlines is null || DeadlinesOf(takedown, policy).Any(d => IsAround(d, r.AroundDeadlines.ToDuration(), now))));

    /// <summary>From its first instant on, and no longer at its last.</summary>
    private static bool IsAround(Instant deadline, Duration around, Instant now) => deadline - around <= now && now < deadline + around;

    /// <summary>Of letters that left, and of the rung that the takedown stands on.</summary>
    private static IEnumerable<Instant> DeadlinesOf(Takedown takedown, Policy policy)
    {
        var letters = takedown.Items.Where(i => i.Left && i.Key.Attempt == takedown.Attempt).Select(i => i.Deadline).OfType<Instant>();
        return takedown.Rung > 0 && !takedown.LadderExhausted
            && NextRungRule.End(takedown, policy.Rungs[Math.Min(takedown.Rung, policy.Rungs.Length) - 1]) is { } end && end > Instant.MinValue
                ? letters.Append(end)
                : letters;
    }

    private static Instant Since(Takedown takedown) => takedown.ContentSince ?? takedown.ReportedAt;

    private static Instant? SecondLiveLook(Takedown takedown) =>
        takedown.Content == ContentState.Removed ? takedown.Sightings.BackSince + ReturnRule.Apart : null;
}
