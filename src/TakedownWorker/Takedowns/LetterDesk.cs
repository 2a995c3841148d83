using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Core.Replies;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>Composes letters and addresses them: signed reply and bounce addresses, Message-ID, thread.</summary>
internal sealed class LetterDesk(INoticeComposer composer, OrganisationFacts organisation, IKeyring keys)
{
    /// <summary>Answers come for years; a token outlives the longest attempt.</summary>
    private const int TokenYears = 10;

    public Composition Compose(CaseFile file, Notice notice, Rulebook rulebook, Instant now)
    {
        var carried = notice.Items.Select(k => file.Of(k.Takedown)).ToList();
        return composer.Compose(new CompositionRequest(
            file.Facts, notice, [.. carried.Select(t => t.Url)], Earlier(file, notice), rulebook, now)
        {
            ReplyAddress = Address("reply", ReplyTokenKind.Reply, notice),
            Witnesses = [.. carried.Select(t => t.Witness)],
            RemovedOn = [.. carried.SelectMany(t => t.Removals).Select(r => r.InUtc().Date).Distinct().Order()],
            Withdrawal = carried.TrueForAll(t => t.Content == ContentState.Removed) ? WithdrawalReason.NoLongerNeeded : WithdrawalReason.Withdrawn,
        });
    }

    public OutgoingLetter ToOutgoing(CaseFile file, Notice notice, Composition.Complete letter)
    {
        var earlier = notice.InReplyTo is { } id ? file.Find(id) : null;
        return new OutgoingLetter
        {
            MessageId = MessageId.For(notice.Id, organisation.MailDomain),
            To = notice.Route.Address,
            FromName = organisation.Name,
            FromAddress = organisation.FromAddress,
            ReplyTo = Address("reply", ReplyTokenKind.Reply, notice),
            EnvelopeFrom = Address("bounce", ReplyTokenKind.Bounce, notice),
            Subject = letter.Subject,
            Text = letter.Text,
            Html = letter.Html,
            Attachments = [new LetterAttachment("notice.json", "application/json", letter.Json)],
            InReplyTo = earlier is null ? null : MessageId.For(earlier.Id, organisation.MailDomain),
            References = earlier is null ? [] : [MessageId.For(earlier.Id, organisation.MailDomain)],
        };
    }

    // Expiry follows from the letter's own date: composing again gives the same letter.
    private string Address(string prefix, ReplyTokenKind kind, Notice notice) =>
        $"{prefix}+{ReplyToken.Create(kind, notice.Id, notice.OpenedAt.InUtc().Date.PlusYears(TokenYears), keys.ReplyTokens.Span)}@{organisation.MailDomain}";

    /// <summary>Letters of this attempt about the same addresses that left before, oldest first.</summary>
    private static ImmutableArray<Notice> Earlier(CaseFile file, Notice notice) =>
    [
        .. file.Notices
            .Where(n => n.Id != notice.Id && n.ReceivedAt is not null && n.Kind != ItemKind.Withdrawal)
            .Where(n => n.Items.Any(k => notice.Items.Any(mine => mine.Takedown == k.Takedown)))
            .OrderBy(n => n.ReceivedAt),
    ];
}
