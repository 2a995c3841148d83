using System.Text.RegularExpressions;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>The ways in which people write mailboxes for people: in brackets, with words for signs, several in a row.</summary>
internal static partial class MailboxWriting
{
    private const string Around = " \t\u00A0\u200B\u200E\u200F\uFEFF.,;:!?<>()[]{}\"'`*\u2018\u2019\u201C\u201D\u00AB\u00BB|/\\";

    /// <summary>Signs put back where words or brackets stand for them.</summary>
    /// <param name="wholeField">The text is nothing but an address, so that "abuse at example dot com" cannot be a sentence.</param>
    public static string Plain(string text, bool wholeField)
    {
        var signs = text
            .Replace("&#64;", "@", StringComparison.Ordinal).Replace("&commat;", "@", StringComparison.OrdinalIgnoreCase)
            .Replace("&#46;", ".", StringComparison.Ordinal).Replace("&period;", ".", StringComparison.OrdinalIgnoreCase)
            .Replace("&lt;", "<", StringComparison.OrdinalIgnoreCase).Replace("&gt;", ">", StringComparison.OrdinalIgnoreCase);
        signs = wholeField ? signs.Replace("%40", "@", StringComparison.Ordinal) : signs;
        signs = At().Replace(signs, "@");
        signs = signs.Contains('@', StringComparison.Ordinal) ? Dot().Replace(signs, ".") : signs;
        return wholeField && !signs.Contains('@', StringComparison.Ordinal) && Spoken().Match(signs) is { Success: true } m
            ? m.Groups["local"].Value + "@" + SpokenDot().Replace(m.Groups["domain"].Value, ".")
            : signs;
    }

    /// <summary>
    /// Words of which each may be one address, in order. Of <c>Desk &lt;a@b&gt;</c> the part in angle brackets counts and the name
    /// before it does not, even when that looks like an address.
    /// </summary>
    public static IEnumerable<string> Pieces(string text) => Named()
        .Replace(QuotedName().Replace(Tag().Replace(text, " "), "<"), m => "," + m.Groups["inner"].Value.Trim() + ",")
        .Split([' ', '\t', '\u00A0', ',', ';', '|', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(Parted);

    /// <summary>Without what surrounds an address in a text.</summary>
    public static string Trimmed(string piece)
    {
        var bare = piece.Trim(Around.ToCharArray());
        return Label().Match(bare) is { Success: true } label ? bare[label.Length..].TrimStart(Around.ToCharArray()) : bare;
    }

    /// <summary>A slash may stand in a local part, but where two whole addresses stand beside it, it parts them.</summary>
    private static string[] Parted(string piece)
    {
        var parts = piece.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && parts.All(p => p.Count(c => c == '@') == 1) ? parts : [piece];
    }

    [GeneratedRegex(@"\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex At();

    [GeneratedRegex(@"\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dot();

    [GeneratedRegex(@"^\s*(?<local>[a-z0-9._+-]{1,64})\s{1,3}at\s{1,3}(?<domain>[a-z0-9-]{1,63}(?:(?:\.|\s{1,3}dot\s{1,3})[a-z0-9-]{1,63}){1,9})\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Spoken();

    [GeneratedRegex(@"\s{1,3}dot\s{1,3}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SpokenDot();

    [GeneratedRegex(@"</?(?:a|b|i|u|p|br|em|strong|span|div|font|li|td)(?:\s[^<>]*)?/?>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"""[^""]*""\s*<", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex QuotedName();

    [GeneratedRegex(@"[^,;<>]*<(?<inner>[^<>@,;]*@[^<>]*)>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    /// <summary>"abuse:abuse@example.com", "E-mail:x@y": a colon is no letter of a local part.</summary>
    [GeneratedRegex(@"^(?!mailto:)[A-Za-z-]{1,20}:(?=[^/])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 250)]
    private static partial Regex Label();
}
