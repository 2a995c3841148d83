using System.Globalization;
using MimeKit;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Mail;

/// <summary>
/// A frozen letter as MIME, with what belongs to one try: date and, on a repeat, its mark. No header that names our
/// software, machine or people, and no bulk header: ticket systems would not acknowledge it.
/// </summary>
internal static class LetterToMime
{
    public const string RepeatHeader = "Takedown-Repeat";

    /// <exception cref="ArgumentException">A header value has a line break: the caller's bug, nothing was sent.</exception>
    public static MimeMessage Message(SendTry attempt, string? onlyTo, DateTimeOffset now)
    {
        var letter = attempt.Letter;
        RefuseLineBreaks(letter);
        var message = new MimeMessage
        {
            Subject = onlyTo is null ? letter.Subject : $"[TEST, not sent to {letter.To}] {letter.Subject}",
            Date = now,
            MessageId = letter.MessageId,
        };
        message.From.Add(new MailboxAddress(letter.FromName, letter.FromAddress));
        message.To.Add(MailboxAddress.Parse(onlyTo ?? letter.To));
        if (letter.ReplyTo is not null)
        {
            message.ReplyTo.Add(MailboxAddress.Parse(letter.ReplyTo));
        }

        if (letter.InReplyTo is not null)
        {
            message.InReplyTo = letter.InReplyTo;
        }

        message.References.AddRange(letter.References);
        if (letter.AutoSubmitted)
        {
            message.Headers.Add("Auto-Submitted", "auto-generated");
        }

        if (attempt.PossibleDuplicate)
        {
            message.Headers.Add(RepeatHeader, string.Create(CultureInfo.InvariantCulture, $"possible-duplicate; try={attempt.Number}"));
        }

        message.Body = Body(letter);
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private static MimeEntity Body(OutgoingLetter letter)
    {
        MimeEntity body = new TextPart("plain") { Text = letter.Text };
        if (letter.Html is not null)
        {
            body = new MultipartAlternative { body, new TextPart("html") { Text = letter.Html } };
        }

        if (letter.Attachments.IsEmpty)
        {
            return body;
        }

        var mixed = new Multipart("mixed") { body };
        foreach (var attachment in letter.Attachments)
        {
            var type = ContentType.Parse(attachment.MediaType);
            type.Charset = "utf-8";
            mixed.Add(new MimePart(type)
            {
                Content = new MimeContent(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(attachment.Content))),
                ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = attachment.FileName },
                ContentTransferEncoding = ContentEncoding.QuotedPrintable,
            });
        }

        return mixed;
    }

    private static void RefuseLineBreaks(OutgoingLetter letter)
    {
        string?[] headers =
        [
            letter.Subject, letter.FromName, letter.FromAddress, letter.To, letter.ReplyTo, letter.EnvelopeFrom, letter.MessageId, letter.InReplyTo,
            .. letter.References, .. letter.Attachments.Select(a => a.FileName),
        ];
        if (headers.Any(h => h is not null && h.AsSpan().ContainsAny('\r', '\n', '\0')))
        {
            throw new ArgumentException("A header of the letter has a line break.", nameof(letter));
        }
    }
}
