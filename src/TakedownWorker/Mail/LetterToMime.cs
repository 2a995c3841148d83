using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>Put before the subject of a letter that <c>OnlyTo</c> redirected.</summary>
    public const string RedirectedMark = "[REDIRECTED, not sent to its recipient] ";

    /// <summary>What DATA carries: CRLF, and a last line that ends.</summary>
    private static readonly FormatOptions OnTheWire = Wire();

    /// <param name="onlyTo">
    /// The one mailbox that gets everything: the subject is marked, and the true recipient shows as the display name of To
    /// (<c>To: "not sent to abuse@board.test" &lt;trial@helpline.test&gt;</c>), not in the subject, which servers log.
    /// </param>
    /// <param name="now">The domain clock at this try.</param>
    /// <exception cref="ArgumentException">The letter has a fault of <see cref="LetterFaults"/>: the caller asks first.</exception>
    public static MimeMessage Message(SendTry attempt, string? onlyTo, DateTimeOffset now)
    {
        var letter = attempt.Letter;
        if (LetterFaults.Of(letter) is { } fault)
        {
            throw new ArgumentException(fault.Reason, nameof(attempt));
        }

        var message = new MimeMessage
        {
            Subject = onlyTo is null ? letter.Subject : RedirectedMark + letter.Subject,
            Date = now,
            MessageId = letter.MessageId,
        };
        message.From.Add(new MailboxAddress(letter.FromName, letter.FromAddress));
        message.To.Add(onlyTo is null ? MailboxAddress.Parse(letter.To) : new MailboxAddress($"not sent to {letter.To}", onlyTo));
        if (letter.ReplyTo is not null)
        {
            message.ReplyTo.Add(MailboxAddress.Parse(letter.ReplyTo));
        }

        AddThread(message, letter);
        AddMarks(message, attempt);
        message.Body = Body(letter);
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    /// <summary>The bytes that a server is given, before dots are doubled for the wire; signed or not.</summary>
    public static byte[] Bytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        message.WriteTo(OnTheWire, bytes, CancellationToken.None);
        return bytes.ToArray();
    }

    /// <summary>SHA-256 in lower-case hex, as the ledger keeps it.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void AddThread(MimeMessage message, OutgoingLetter letter)
    {
        if (letter.InReplyTo is not null)
        {
            message.InReplyTo = letter.InReplyTo;
        }

        message.References.AddRange(letter.References);
    }

    private static void AddMarks(MimeMessage message, SendTry attempt)
    {
        if (attempt.Letter.AutoSubmitted)
        {
            message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        }

        if (attempt.PossibleDuplicate)
        {
            message.Headers.Add(RepeatHeader, string.Create(CultureInfo.InvariantCulture, $"possible-duplicate; try={attempt.Number}"));
        }
    }

    private static MimeEntity Body(OutgoingLetter letter)
    {
        MimeEntity body = new TextPart("plain") { Text = letter.Text };
        if (letter.Html is not null)
        {
            // Plain first, HTML last: the last is the one preferred (RFC 2046 section 5.1.4).
            body = new MultipartAlternative { body, new TextPart("html") { Text = letter.Html } };
        }

        if (letter.Attachments.IsEmpty)
        {
            return body;
        }

        var mixed = new Multipart("mixed") { body };
        foreach (var attachment in letter.Attachments)
        {
            mixed.Add(Part(attachment));
        }

        return mixed;
    }

    private static MimePart Part(LetterAttachment attachment)
    {
        var type = ContentType.Parse(attachment.MediaType);
        type.Charset = "utf-8";
        return new MimePart(type)
        {
            Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(attachment.Content))),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = attachment.FileName },
            ContentTransferEncoding = ContentEncoding.Base64,
        };
    }

    private static FormatOptions Wire()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        return format;
    }
}
