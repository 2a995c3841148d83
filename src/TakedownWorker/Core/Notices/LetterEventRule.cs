namespace TakedownWorker.Core.Notices;

/// <summary>What happened to a letter: approved, held, sent, in doubt, failed, answered, rejected, withdrawn.</summary>
internal static class LetterEventRule
{
    public static readonly RuleId Outcome = new("NOT-40");

    public static IEnumerable<NoticeDecision> Ask(CaseFile file, TakedownEvent e) => e switch
    {
        TakedownEvent.LetterApproved a => On(file, a.Notice, n => Approved(file, n, a)),
        TakedownEvent.LetterHeld h => On(file, h.Notice, n => n.State == NoticeState.Queued && h.Reason != HoldReason.Fuse ? [new NoticeDecision.Recall(Outcome, n.Id)] : []),
        TakedownEvent.NoticeSent s => On(file, s.Notice, n => Sent(n, s)),
        TakedownEvent.SendDoubtful d => On(file, d.Notice, n => n.HasNotLeft || n.MayBeOut ? [To(n, NoticeState.Doubtful)] : []),
        TakedownEvent.SendFailed f => On(file, f.Notice, n => n.HasNotLeft || n.MayBeOut ? [To(n, NoticeState.Bounced)] : []),
        TakedownEvent.ReplyArrived r => On(file, r.Notice, n => n.IsRunning ? Answered(n, r.Kind) : []),
        TakedownEvent.CaseworkerActed { Action: CaseworkerAction.RejectedLetter r } => On(file, r.Notice, n => n.HasNotLeft ? TakeBack(n) : []),
        TakedownEvent.CaseworkerActed { Action: CaseworkerAction.WithdrewNotice w } => On(file, w.Notice, Withdrawn),
        _ => [],
    };

    private static IEnumerable<NoticeDecision> On(CaseFile file, NoticeId id, Func<Notice, IEnumerable<NoticeDecision>> decide) =>
        file.Find(id) is { } notice ? decide(notice) : [];

    private static IEnumerable<NoticeDecision> Approved(CaseFile file, Notice n, TakedownEvent.LetterApproved e) =>
        n.State == NoticeState.AwaitingApproval && n.Route.Channel == Contacts.Channel.Email
        && n.ContentHash is not null && n.ContentHash == e.ContentHash
            ? [new NoticeDecision.Approve(ApprovalRule.Binds, n.Id, ApprovalRule.Give(n, Urls(file, n), e))]
            : [];

    private static IEnumerable<NoticeDecision> Sent(Notice n, TakedownEvent.NoticeSent e)
    {
        if (!n.HasNotLeft && !n.MayBeOut)
        {
            yield break;
        }

        yield return new NoticeDecision.Received(
            Outcome, n.Id, e.Trial ? NoticeState.WrittenToPickup : NoticeState.Sent, e.Trial ? null : e.At, e.Trial ? null : e.Deadline, e.Try, e.BytesHash);
    }

    private static IEnumerable<NoticeDecision> Answered(Notice n, ReplyKind kind) => kind switch
    {
        ReplyKind.Acknowledgement when n.State == NoticeState.Sent => [To(n, NoticeState.Acknowledged)],
        ReplyKind.ClaimsRemoved => [To(n, NoticeState.ClaimedDone)],
        ReplyKind.Refusal => [To(n, NoticeState.Refused)],
        ReplyKind.Bounce => [To(n, NoticeState.Bounced)],
        _ => [],
    };

    private static IEnumerable<NoticeDecision> Withdrawn(Notice n)
    {
        if (n.HasNotLeft)
        {
            return TakeBack(n);
        }

        // A doubtful letter is not repeated: whoever received it is told like everyone else.
        return n.State == NoticeState.Doubtful
            ? [new NoticeDecision.Recall(Outcome, n.Id), To(n, NoticeState.Withdrawn)]
            : n.IsRunning || n.State is NoticeState.Sending or NoticeState.Refused ? [To(n, NoticeState.Withdrawn)] : [];
    }

    /// <summary>A letter that has not left: out of the outbox.</summary>
    public static IEnumerable<NoticeDecision> TakeBack(Notice n)
    {
        if (n.State is NoticeState.Queued or NoticeState.Doubtful)
        {
            yield return new NoticeDecision.Recall(Outcome, n.Id);
        }

        yield return To(n, NoticeState.Withdrawn);
    }

    public static IEnumerable<string> Urls(CaseFile file, Notice notice) => notice.Items.Select(k => file.Of(k.Takedown).Url);

    private static NoticeDecision.ChangeState To(Notice n, NoticeState state) => new(Outcome, n.Id, state);
}
