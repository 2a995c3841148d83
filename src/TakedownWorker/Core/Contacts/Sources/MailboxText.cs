using System.Collections.Immutable;
using System.Globalization;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>What a text of somebody else's making held: bare addresses in lower case, each once, and why others were refused.</summary>
/// <param name="Notes">Short reasons from a closed vocabulary; never a part of the text.</param>
internal sealed record MailboxReading(ImmutableArray<string> Addresses, ImmutableArray<string> Notes)
{
    public static MailboxReading None { get; } = new([], []);
}

/// <summary>
/// Reads mailboxes out of fields and prose that anybody may have written. Nothing is completed or guessed: what is not one
/// clean address after well-known wrappings are taken off is refused with a note.
/// </summary>
internal static class MailboxText
{
    public const string LineBreak = "line-break";
    public const string ControlCharacter = "control-character";
    public const string NotAMailbox = "not-a-mailbox";
    public const string LookAlike = "look-alike";
    public const string Placeholder = "placeholder";
    public const string TooLong = "too-long";

    /// <summary>Characters of one field; an address has at most 254 (RFC 5321 section 4.5.3.1.3).</summary>
    private const int MostCharacters = 4000;

    private const int MostAddresses = 20;

    private const string Mailto = "mailto:";

    /// <summary>A field that is meant to hold mailboxes. Of several lines only the first that says anything counts: no field has more.</summary>
    public static MailboxReading OfField(string text)
    {
        var notes = new List<string>();
        var line = FirstLine(Cut(text, notes), notes);
        return Read(MailboxWriting.Plain(line, wholeField: true), notes, says: true);
    }

    /// <summary>A sentence that may name mailboxes: what is no mailbox is not worth a note there.</summary>
    public static MailboxReading OfProse(string text)
    {
        var notes = new List<string>();
        return Read(MailboxWriting.Plain(Cut(text, notes), wholeField: false), notes, says: false);
    }

    private static MailboxReading Read(string text, List<string> notes, bool says)
    {
        var found = new List<string>();
        foreach (var piece in MailboxWriting.Pieces(text).Where(p => p.Contains('@', StringComparison.Ordinal)))
        {
            var (address, fault) = One(piece);
            if (fault is null && found.Count < MostAddresses)
            {
                found.Add(address);
            }
            else if (fault is not null)
            {
                notes.Add(fault);
            }
        }

        if (says && found.Count == 0 && notes.Count == 0 && text.Trim().Length > 0)
        {
            notes.Add(NotAMailbox);
        }

        return new MailboxReading([.. found.Distinct(StringComparer.Ordinal)], [.. notes.Distinct(StringComparer.Ordinal)]);
    }

    private static (string Address, string? Fault) One(string piece)
    {
        var bare = MailboxWriting.Trimmed(piece);
        for (var i = 0; i < 2 && bare.StartsWith(Mailto, StringComparison.OrdinalIgnoreCase); i++)
        {
            bare = OfUri(bare);
        }

        if (bare.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
        {
            return ("", ControlCharacter);
        }

        var at = bare.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at != bare.LastIndexOf('@') || bare.Length > 254 || at > 64)
        {
            return ("", NotAMailbox);
        }

        var (domain, fault) = MailboxDomain.Of(bare[(at + 1)..]);
        var address = bare[..at].ToLowerInvariant() + "@" + domain;
        return fault is not null ? ("", fault)
            : HasStrayDots(bare[..at]) || RouteChoiceRule.AddressFault(Channel.Email, address) is not null ? ("", NotAMailbox)
            : MailboxDomain.IsPlaceholder(address) ? ("", Placeholder)
            : (address, null);
    }

    /// <summary>RFC 6068: header fields go, escapes are decoded once and only then is it judged.</summary>
    private static string OfUri(string uri)
    {
        var rest = uri[Mailto.Length..].TrimStart('/');
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        return Uri.UnescapeDataString(query < 0 ? rest : rest[..query]);
    }

    /// <summary>RFC 5321 section 4.1.2: a dot stands between atoms.</summary>
    private static bool HasStrayDots(string local) => local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal);

    private static string Cut(string text, List<string> notes)
    {
        if (text.Length <= MostCharacters)
        {
            return text;
        }

        // A word that is cut in two would be another word.
        notes.Add(TooLong);
        var end = text.LastIndexOfAny([' ', ',', ';', '\n', '\t'], MostCharacters);
        return end < 0 ? "" : text[..end];
    }

    private static string FirstLine(string text, List<string> notes)
    {
        var lines = text.Split(['\r', '\n', '\v', '\f', '\u0085', '\u2028', '\u2029']).Where(l => l.Trim().Length > 0).Take(2).ToList();
        if (lines.Count > 1)
        {
            notes.Add(LineBreak);
        }

        return lines.Count == 0 ? "" : lines[0];
    }
}
