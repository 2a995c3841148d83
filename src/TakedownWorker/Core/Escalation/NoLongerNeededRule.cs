using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Escalation;

/// <summary>
/// The material is gone, or a letter was withdrawn: who is still working on it? Each gets one "no longer needed".
/// </summary>
internal static class NoLongerNeededRule
{
    public static readonly RuleId Removed = new("ESC-11");
    public static readonly RuleId Withdrawn = new("ESC-08");

    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (!AgeAndOpen(s))
        {
            yield break;
        }

        if (s.Now.Content == ContentState.Removed)
        {
            foreach (var owe in WithdrawalRule.Owed(s, Removed))
            {
                yield return owe;
            }
        }
        else if (s.Now.LadderStopped)
        {
            foreach (var owe in Withdrawals(s))
            {
                yield return owe;
            }
        }
    }

    private static bool AgeAndOpen(Situation s) =>
        !s.Now.Quarantined && s.Facts.Adult == Tri.Yes && s.Facts.Closure == CaseClosure.None;

    private static IEnumerable<Decision> Withdrawals(Situation s)
    {
        foreach (var owe in WithdrawalRule.Owed(s, Withdrawn).OfType<Decision.Owe>()
            .Where(o => s.Now.Items.Any(i => i.State == ItemState.Withdrawn && i.Route.Key == o.Item.Route.Key)))
        {
            yield return owe;
        }

        var owed = OwedItems.ButWithdrawals(s.Now);
        if (owed.Length > 0)
        {
            yield return new Decision.Drop(Withdrawn, owed);
        }

        foreach (var d in s.Ask(Withdrawn, TaskKind.AnswerNeeded, Takedown.WithdrawnSubject, "A letter was withdrawn, so nothing more is written about these addresses. Close the case, or settle this task to go on."))
        {
            yield return d;
        }
    }
}
