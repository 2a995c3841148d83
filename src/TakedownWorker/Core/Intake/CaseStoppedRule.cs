using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// Is the case closed? Then nothing is looked at or owed any more; when it was closed as withdrawn, everyone who was
/// written to is told. A paused case is looked at, and its letters wait (NoticeDecider).
/// </summary>
internal static class CaseStoppedRule
{
    public static readonly RuleId Closed = new("INT-03");

    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (s.Facts.Closure == CaseClosure.None || s.Now.Quarantined)
        {
            yield break;
        }

        if (s.Now.NextLook is not null)
        {
            yield return new Decision.StopLooking(Closed);
        }

        if (s.Now.WakeUp is not null)
        {
            yield return new Decision.NoWakeUp(Closed);
        }

        foreach (var task in s.Now.Tasks)
        {
            yield return new Decision.SettleTask(Closed, task);
        }

        var owed = OwedItems.ButWithdrawals(s.Now);
        if (owed.Length > 0)
        {
            yield return new Decision.Drop(Closed, owed);
        }

        if (s.Facts.Closure == CaseClosure.Withdrawn)
        {
            foreach (var owe in WithdrawalRule.Owed(s, Closed))
            {
                yield return owe;
            }
        }
    }
}
