using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Notices;

/// <summary>
/// May letters of this case leave at all? In quarantine nothing does and everything is recalled; a paused case, or one
/// whose authority ended, keeps its drafts but takes them out of the outbox; so is a
/// letter recalled that needs an approval by now. Withdrawals leave except in quarantine.
/// </summary>
internal static class StopLettersRule
{
    public static readonly RuleId Stops = new("NOT-38");

    public static NoticeDecision? Ask(CaseFile file, NoticeContext context)
    {
        foreach (var n in file.Notices)
        {
            var decision = file.Facts.Quarantined ? Quarantined(n) : n.Kind == ItemKind.Withdrawal ? null : Held(file, n, context);
            if (decision is not null)
            {
                return decision;
            }
        }

        return null;
    }

    public static bool MayLeave(CaseFile file, Notice notice, NoticeContext context) => notice.Kind == ItemKind.Withdrawal
        ? !file.Facts.Quarantined
        : file.In(notice).All(t => WritingGateRule.Passes(t, file.Facts, context.At));

    private static NoticeDecision? Quarantined(Notice n) => n.State switch
    {
        NoticeState.Queued or NoticeState.Doubtful => new NoticeDecision.Recall(Stops, n.Id),
        NoticeState.Draft or NoticeState.AwaitingApproval => new NoticeDecision.ChangeState(Stops, n.Id, NoticeState.Withdrawn),
        _ => null,
    };

    private static NoticeDecision? Held(CaseFile file, Notice n, NoticeContext context) =>
        n.State == NoticeState.Queued && (!MayLeave(file, n, context) || IsUnapproved(file, n, context)) ? new NoticeDecision.Recall(Stops, n.Id) : null;

    /// <summary>What became known since it was queued asks for an approval that nobody gave.</summary>
    private static bool IsUnapproved(CaseFile file, Notice n, NoticeContext context) =>
        ApprovalRule.WhyNeeded(n, file.Facts, context) is not null && !ApprovalRule.Covers(n.Approval, n.FrameHash, LetterEventRule.Urls(file, n));
}
