using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Core.Notices;

/// <summary>Is what a letter asked for done? Once every address in it is removed, proven; a host's word is not enough.</summary>
internal static class FulfilledRule
{
    public static readonly RuleId Done = new("NOT-41");

    public static NoticeDecision? Ask(CaseFile file, NoticeContext _) => file.Notices
        .Where(n => n.Kind != ItemKind.Withdrawal && (n.IsRunning || n.State == NoticeState.Refused))
        .Where(n => n.Items.Length > 0 && file.In(n).All(t => t.Content == ContentState.Removed || t.Attempt > n.Attempt))
        .Select(n => new NoticeDecision.ChangeState(Done, n.Id, NoticeState.Fulfilled))
        .FirstOrDefault();
}
