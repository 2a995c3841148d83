using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Core.Notices;

/// <summary>
/// May this draft leave? Its window is over, nothing stops the case, every address was seen live within the hour, every
/// element is there, and a human approved where that is needed: in this order, one step at a time.
/// </summary>
internal static class ReleaseRule
{
    public static readonly RuleId Composes = new("NOT-36");
    public static readonly RuleId Queues = new("NOT-34");
    public static readonly RuleId Form = new("NOT-37");
    public static readonly RuleId LookFirst = new("NOT-32");

    public static NoticeDecision? Ask(CaseFile file, NoticeContext context) => file.Notices
        .Where(n => n.State == NoticeState.Draft && n.Items.Length > 0)
        .Select(n => Ask(file, n, context))
        .FirstOrDefault(d => d is not null);

    private static NoticeDecision? Ask(CaseFile file, Notice n, NoticeContext context)
    {
        if (!StopLettersRule.MayLeave(file, n, context) || !WindowIsOver(n, context))
        {
            return null;
        }

        if (n.Kind != ItemKind.Withdrawal)
        {
            var stale = file.In(n).Where(t => !FreshLookRule.IsFresh(t, context.At)).ToList();
            if (stale.Count > 0)
            {
                var toAsk = stale.Where(t => !t.AwaitsLook).Select(t => t.Id).ToImmutableArray();
                return toAsk.Length > 0 ? new NoticeDecision.NeedsLook(LookFirst, n.Id, toAsk) : null;
            }
        }

        return !context.Composed.Contains(n.Id) ? new NoticeDecision.Compose(Composes, n.Id)
            : n.Missing.Length > 0 || n.ContentHash is null ? null
            : n.Route.Channel == Channel.Form ? new NoticeDecision.AskToFillForm(Form, n.Id)
            : Judge(file, n, context);
    }

    private static NoticeDecision Judge(CaseFile file, Notice n, NoticeContext context) =>
        ApprovalRule.WhyNeeded(n, file.Facts, context) is { } why && !ApprovalRule.Covers(n.Approval, n.FrameHash, LetterEventRule.Urls(file, n))
            ? new NoticeDecision.AskApproval(ApprovalRule.Asks, n.Id, why)
            : new NoticeDecision.Queue(Queues, n.Id, FreshUntil(file, n));

    /// <summary>Items wait for each other, not withdrawals, and not what a human already approved.</summary>
    private static bool WindowIsOver(Notice n, NoticeContext context) => n.Kind == ItemKind.Withdrawal || n.Approval is not null
        || context.At >= Deadlines.After(n.OpenedAt, context.Rulebook.Policy.CollectionWindow);

    /// <summary>The letter may leave before this instant: the oldest look is fresh and the authority holds.</summary>
    private static Instant? FreshUntil(CaseFile file, Notice n)
    {
        if (n.Kind == ItemKind.Withdrawal)
        {
            return null;
        }

        var fresh = file.In(n).Min(FreshLookRule.FreshUntil);
        return file.Facts.Authority?.Expires is { } last
            ? Instant.Min(fresh, last.PlusDays(1).AtMidnight().InUtc().ToInstant())
            : fresh;
    }
}
