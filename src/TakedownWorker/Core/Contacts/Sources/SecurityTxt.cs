using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>
/// A security.txt file (RFC 9116). Its contacts are for reports of vulnerabilities: for abuse they are the last resort, and
/// every route from here says so.
/// </summary>
/// <param name="Emails">In order of preference, as the file's own order says (section 2.5.3).</param>
/// <param name="Forms">Pages to write to, https only.</param>
/// <param name="Faults">Rules of the format that it breaks, closed vocabulary; empty: valid.</param>
/// <param name="Signed">An OpenPGP cleartext signature is around it. It is not verified: nothing says whose key is right.</param>
internal sealed record SecurityTxt(
    ImmutableArray<string> Emails, ImmutableArray<string> Forms, Instant? Expires, ImmutableArray<string> Languages,
    ImmutableArray<string> Faults, bool Signed)
{
    public const string Expired = "expired";

    /// <summary>What every route from here tells its reader.</summary>
    public const string Purpose = "From security.txt, which is for reports of vulnerabilities: a last resort.";

    private const int MostCharacters = 32 * 1024;

    /// <summary>An expired or unreadable file must not be used (section 5.3); other faults of form are borne.</summary>
    public bool Usable => !Faults.Contains(Expired) && !Faults.Contains("not_text") && !Faults.Contains("invalid_expiry") && (!Emails.IsEmpty || !Forms.IsEmpty);

    public static SecurityTxt Read(string text, Instant now)
    {
        if (text.Length > MostCharacters || text.TrimStart('\uFEFF', ' ', '\r', '\n').StartsWith('<'))
        {
            return new SecurityTxt([], [], null, [], [text.Length > MostCharacters ? "too_large" : "not_text"], Signed: false);
        }

        var faults = new List<string>();
        if (text.StartsWith('\uFEFF'))
        {
            faults.Add("bom_in_file");
        }

        var (lines, signed) = SecurityTxtLines.Of(text.TrimStart('\uFEFF'), faults);
        var expires = ExpiryOf([.. Values(lines, "expires")], now, faults);
        var contacts = SecurityTxtContacts.Of([.. Values(lines, "contact")], faults);
        return new SecurityTxt(contacts.Emails, contacts.Forms, expires, LanguagesOf([.. Values(lines, "preferred-languages")], faults),
            [.. faults.Distinct(StringComparer.Ordinal)], signed);
    }

    private static IEnumerable<string> Values(IEnumerable<(string Name, string Value)> lines, string name) =>
        lines.Where(l => l.Name == name).Select(l => l.Value);

    private static Instant? ExpiryOf(List<string> values, Instant now, List<string> faults)
    {
        if (values.Count != 1)
        {
            faults.Add(values.Count == 0 ? "no_expire" : "multi_expire");
        }

        if (values.Count == 0)
        {
            return null;
        }

        // Two dates contradict each other: the earlier one is the one to trust less far.
        var read = values.Select(v => OffsetDateTimePattern.Rfc3339.Parse(v.ToUpperInvariant())).ToList();
        if (read.Any(r => !r.Success))
        {
            faults.Add("invalid_expiry");
            return null;
        }

        var expires = read.Min(r => r.Value.ToInstant());
        if (expires <= now)
        {
            faults.Add(Expired);
        }

        return expires;
    }

    private static ImmutableArray<string> LanguagesOf(List<string> values, List<string> faults)
    {
        if (values.Count > 1)
        {
            faults.Add("multi_lang");
        }

        return [.. values.Take(1).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(l => l.Length <= 35 && l.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')).Select(l => l.ToLowerInvariant()).Take(20)];
    }
}
