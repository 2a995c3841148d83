using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Escalation;

/// <summary>
/// Were letters only written to the pickup folder? Nothing was sent and no clock runs (DESIGN 4.13), so the ladder waits;
/// once mail really goes out, a human is asked before those letters are owed afresh.
/// </summary>
internal static class TrialRule
{
    public static readonly RuleId AskFirst = new("ESC-09");

    public static bool Waits(Takedown takedown) => takedown.Items.Any(i => IsTrial(takedown, i));

    public static IEnumerable<Decision> Ask(Situation s) => !s.Rulebook.Installation.Trial && Waits(s.Now)
        ? s.Ask(AskFirst, TaskKind.AnswerNeeded, Takedown.TrialSubject, "Letters of this case were written in trial mode and never sent. Settle this task to send them now; close the case if they are no longer wanted.")
        : [];

    private static bool IsTrial(Takedown takedown, Item item) =>
        item.State == ItemState.Pickup && item.Key.Attempt == takedown.Attempt && item.Key.Kind != ItemKind.Withdrawal;
}
