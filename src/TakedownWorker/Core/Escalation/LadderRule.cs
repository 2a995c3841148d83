using System.Collections.Immutable;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Core.Escalation;

/// <summary>
/// What is due on the ladder? Live material drives it: enter the first rung, owe each party of the rung its item, remind
/// in the policy's rhythm, and after silence go one rung higher. Nothing is due without a fresh Live look.
/// </summary>
internal static class LadderRule
{
    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (s.Now.Content != ContentState.Live || s.Now.Routes is not { Length: > 0 }
            || !WritingGateRule.Passes(s.Now, s.Facts, s.At))
        {
            yield break;
        }

        // Each round sees what the one before decided: entering a rung makes its items due, a rung nobody stands on is passed.
        for (var round = 0; round <= s.Policy.Rungs.Length + 1; round++)
        {
            var due = Due(s).ToImmutableArray();
            if (due.Any(d => d is Decision.Owe or Decision.EnterRung) && !FreshLookRule.IsFresh(s.Now, s.At))
            {
                due = [.. FreshLookRule.AskForLook(s, LookRhythmRule.Interval(s.Now, s.Policy, s.At))];
            }

            foreach (var decision in due)
            {
                yield return decision;
                s = s with { Now = s.Now.After(decision, s.At) };
            }

            if (!due.Any(d => d is Decision.EnterRung))
            {
                yield break;
            }
        }
    }

    private static IEnumerable<Decision> Due(Situation s)
    {
        if (s.Now.Rung == 0)
        {
            return [new Decision.EnterRung(NextRungRule.First, s.Policy.Rungs[0].Number)];
        }

        var rung = s.Policy.Rungs[Math.Min(s.Now.Rung, s.Policy.Rungs.Length) - 1];
        var trial = TrialRule.Ask(s).ToImmutableArray();
        return trial.Length > 0 || TrialRule.Waits(s.Now)
            ? trial
            : [.. RungItemsRule.GivenLate(s), .. RungItemsRule.Due(s, rung), .. ReminderRule.Due(s, rung), .. NextRungRule.Due(s, rung)];
    }
}
