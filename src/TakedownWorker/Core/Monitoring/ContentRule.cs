using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// What does the look make of the content? Only looks change it. Withheld and unreachable neither count towards gone
/// nor reset it, and never touch Removed; a live look resets (DESIGN 4.6).
/// </summary>
internal static class ContentRule
{
    public static readonly RuleId Seen = new("MON-30");
    public static readonly RuleId Proven = new("MON-31");
    public static readonly RuleId Unprovable = new("MON-38");

    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (!AgeGateRule.Passes(s.Facts) || s.Facts.Closure != CaseClosure.None || LookOf(s.Event) is not { } seen)
        {
            return [];
        }

        if (s.Event is TakedownEvent.Observed o
            && (DisagreementRule.IsLiveElsewhere(s.Now.Sightings, o.Seen) || DisagreementRule.HearsOthersFirst(s, o.Seen)))
        {
            return [];
        }

        return seen.Kind switch
        {
            VerdictKind.Live => Live(s),
            VerdictKind.Gone => Gone(s),
            VerdictKind.Withheld => To(s, ContentState.Withheld),
            VerdictKind.Unreachable => To(s, ContentState.Unreachable),
            _ => [],
        };
    }

    /// <summary>The verdict that this event brings, a caseworker's own look included; null for any other event.</summary>
    public static Verdict? LookOf(TakedownEvent e) => e switch
    {
        TakedownEvent.Observed o => o.Seen.Verdict,
        TakedownEvent.CaseworkerActed { Action: CaseworkerAction.Looked l } =>
            new Verdict(l.Live ? VerdictKind.Live : VerdictKind.Gone, "caseworker", 1),
        _ => null,
    };

    private static IEnumerable<Decision> Live(Situation s)
    {
        if (s.Now.Content is ContentState.Removed or ContentState.Live)
        {
            yield break; // back is ReturnRule's question
        }

        yield return new Decision.ChangeContent(Seen, ContentState.Live);
        foreach (var d in s.Settle(Seen, TaskKind.ManualLook, ManualLookRule.Withheld)
            .Concat(s.Settle(Seen, TaskKind.SiteDead, UnreachableRule.Subject))
            .Concat(s.Settle(Seen, TaskKind.ManualLook, ManualLookRule.Confirm)))
        {
            yield return d;
        }
    }

    private static IEnumerable<Decision> To(Situation s, ContentState state)
    {
        if (s.Now.Content != state && s.Now.Content is not (ContentState.Removed or ContentState.GoneUnconfirmed))
        {
            yield return new Decision.ChangeContent(Seen, state);
        }
    }

    private static IEnumerable<Decision> Gone(Situation s)
    {
        if (s.Now.Content == ContentState.Removed)
        {
            yield break;
        }

        if (s.Now.Content != ContentState.GoneUnconfirmed)
        {
            yield return new Decision.ChangeContent(Seen, ContentState.GoneUnconfirmed);
        }

        var owed = OwedItems.ButWithdrawals(s.Now);
        if (owed.Length > 0)
        {
            yield return new Decision.Drop(Seen, owed);
        }

        if (!RemovalConfirmationRule.IsProven(s.Now.Sightings, s.Rulebook.Installation))
        {
            yield break;
        }

        // The page is gone and its file is not: who has the file's address sees the material.
        foreach (var d in s.Sight.HasLiveFile ? [] : Proved(s))
        {
            yield return d;
        }
    }

    private static IEnumerable<Decision> Proved(Situation s)
    {
        if (!s.Rulebook.Installation.HasControlUrls && !RemovalConfirmationRule.ByHuman(s.Now.Sightings))
        {
            foreach (var d in s.Sight.LooksAreSpent ? [] : s.Ask(Unprovable, TaskKind.ManualLook, ManualLookRule.Confirm, "The address looks gone, but no control address is configured, so the worker cannot tell a removal from its own outage. Look yourself and answer live or gone."))
            {
                yield return d;
            }

            yield break;
        }

        yield return new Decision.ChangeContent(Proven, ContentState.Removed);
        foreach (var task in s.Now.Tasks.Where(t => t.Kind != TaskKind.Companions))
        {
            yield return new Decision.SettleTask(Proven, task);
        }

        foreach (var d in s.Tell(Proven, BriefingKind.Removed))
        {
            yield return d;
        }
    }
}
