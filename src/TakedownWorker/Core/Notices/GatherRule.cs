using System.Globalization;
using TakedownWorker.Core.Escalation;

namespace TakedownWorker.Core.Notices;

/// <summary>
/// Which letter carries an owed item? The open draft of the same case, party, rung, attempt and kind while its collection
/// window runs, else a new one. Each takedown keeps its own state and deadline.
/// </summary>
internal static class GatherRule
{
    public static readonly RuleId Gathers = new("NOT-31");

    public static NoticeDecision? Ask(CaseFile file, NoticeContext context)
    {
        var carried = file.Notices.Where(n => n.HasNotLeft || n.MayBeOut).SelectMany(n => n.Items.Select(k => (n.Id, k))).ToHashSet();
        foreach (var item in file.Takedowns.SelectMany(t => t.Items)
            .Where(i => i.State == ItemState.Owed && !(i.Notice is { } letter && carried.Contains((letter, i.Key)))))
        {
            var draft = file.Notices.FirstOrDefault(n => Takes(n, item, context));
            return draft is null
                ? new NoticeDecision.Open(Gathers, NewDraft(file, item, context))
                : new NoticeDecision.Gather(Gathers, draft.Id, item.Key);
        }

        return null;
    }

    private static bool Takes(Notice notice, Item item, NoticeContext context) =>
        notice.State == NoticeState.Draft && notice.Approval is null && notice.ContentHash is null
        && notice.Route.Key == item.Route.Key && notice.Rung == item.Key.Rung && notice.Attempt == item.Key.Attempt
        && notice.Kind == item.Key.Kind && notice.Number == item.Key.Number
        && context.At <= Deadlines.After(notice.OpenedAt, context.Rulebook.Policy.CollectionWindow);

    private static Notice NewDraft(CaseFile file, Item item, NoticeContext context) => new()
    {
        Id = new NoticeId(DerivedId.From(
            "notice", file.Facts.Id.ToString(), item.Route.Key, item.Key.Takedown.ToString(), item.Key.KindName,
            string.Create(CultureInfo.InvariantCulture, $"{item.Key.Attempt}/{item.Key.Rung}/{item.Key.RouteTry}/{file.Notices.Length}"))),
        Case = file.Facts.Id,
        Route = item.Route,
        Attempt = item.Key.Attempt,
        Rung = item.Key.Rung,
        Kind = item.Key.Kind,
        Number = item.Key.Number,
        OpenedAt = context.At,
        Items = [item.Key],
        InReplyTo = Before(file, item)?.Id,
    };

    /// <summary>The latest letter to the same party that left: reminders, renewals and withdrawals stay in its thread.</summary>
    private static Notice? Before(CaseFile file, Item item) => item.Key.Kind == ItemKind.First ? null : file.Notices
        .Where(n => n.ReceivedAt is not null && n.Route.Key == item.Route.Key && n.Items.Any(k => k.Takedown == item.Key.Takedown))
        .MaxBy(n => n.ReceivedAt);
}
