using System.Text;
using MimeKit;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Mail;

/// <summary>
/// What makes a letter unfit to be sent, before anything is said to a server: line breaks in a header field (a second
/// header could be smuggled in), and addresses that are none. The value is never repeated: it may be personal data.
/// </summary>
internal static class LetterFaults
{
    /// <returns>Null: nothing wrong. Else a result that no later try will change.</returns>
    public static SendResult.Permanent? Of(OutgoingLetter letter)
    {
        if (Headers(letter).FirstOrDefault(h => h.Value is { } value && value.AsSpan().ContainsAny('\r', '\n', '\0')) is { Name: { } broken })
        {
            return new("5.6.0", $"{broken} of the letter has a line break. Nothing was sent; mend the text that it is made from.", RecipientGone: false);
        }

        if (Address(letter.To) is { } to)
        {
            return new(to.Code, $"The recipient {to.Fault}. Nothing was sent; give the route another address.", RecipientGone: true);
        }

        if (Addresses(letter).FirstOrDefault(a => a.Value is not null && Address(a.Value) is not null) is { Name: { } bad })
        {
            return new("5.1.7", $"{bad} of the letter is not a mail address. Nothing was sent; mend Organisation:From and Organisation:ReplyTo.", RecipientGone: false);
        }

        return letter.Attachments.FirstOrDefault(a => !ContentType.TryParse(a.MediaType, out _)) is null
            ? null
            : new("5.6.0", "An attachment's media type cannot be read. Nothing was sent.", RecipientGone: false);
    }

    private static (string Code, string Fault)? Address(string text)
    {
        if (!MailboxAddress.TryParse(text, out var parsed) || parsed.Address != text || text.IndexOf('@', StringComparison.Ordinal) < 1)
        {
            return ("5.1.3", "is not a bare mail address (RFC 3463: bad destination mailbox address syntax)");
        }

        // Needs SMTPUTF8 (RFC 6531) on every server of the way: not sent, rather than lost on the third hop.
        var local = text[..text.LastIndexOf('@')];
        return Ascii.IsValid(local) ? null : ("5.6.7", "has letters outside ASCII before the @, which few servers take");
    }

    private static IEnumerable<(string? Name, string? Value)> Addresses(OutgoingLetter letter) =>
        [("From", letter.FromAddress), ("Reply-To", letter.ReplyTo), ("The envelope sender", letter.EnvelopeFrom)];

    private static IEnumerable<(string? Name, string? Value)> Headers(OutgoingLetter letter) =>
    [
        ("To", letter.To), ("Subject", letter.Subject), ("From", letter.FromName), ("Message-ID", letter.MessageId),
        ("In-Reply-To", letter.InReplyTo), .. Addresses(letter), .. letter.References.Select(r => ((string?)"References", (string?)r)),
        .. letter.Attachments.SelectMany(a => new (string?, string?)[] { ("An attachment's name", a.FileName), ("An attachment's media type", a.MediaType) }),
    ];
}
