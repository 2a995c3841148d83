using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TakedownWorker.Core.Notices;

/// <summary>
/// NOT-03: outside the locator block, parts of an address that match the person's terms are masked (DESIGN 4.3): a file
/// is often called after the person, and a sub-domain can be a name.
/// </summary>
internal static class UrlMasking
{
    public static readonly RuleId Id = new("NOT-03");

    public const string Mask = "***";

    /// <summary>Shorter terms would mask half of every address.</summary>
    private const int ShortestTerm = 3;

    private static readonly char[] Between = ['/', '.', '?', '&', '=', '#', ':', '@', ';', ','];

    /// <summary>The words that point to the person, folded: lower case, without accents.</summary>
    public static ImmutableArray<string> TermsOf(CaseFacts facts) =>
        [.. Words(facts.PersonName ?? "").Where(w => w.Length >= ShortestTerm).Distinct(StringComparer.Ordinal)];

    /// <summary>The same address or host with every matching part replaced.</summary>
    public static string Apply(string text, ImmutableArray<string> terms)
    {
        if (terms.IsEmpty || text.Length == 0)
        {
            return text;
        }

        var masked = new StringBuilder();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOfAny(Between, start);
            end = end < 0 ? text.Length : end;
            var part = text[start..end];
            masked.Append(Matches(part, terms) ? Mask : part);
            if (end < text.Length)
            {
                masked.Append(text[end]);
            }

            start = end + 1;
        }

        return masked.ToString();
    }

    /// <summary>True when a term stands anywhere in the text, percent-encoding, accents, case and separators aside.</summary>
    public static bool Matches(string text, ImmutableArray<string> terms)
    {
        var folded = Fold(Uri.UnescapeDataString(text));
        var joined = new string([.. folded.Where(char.IsLetterOrDigit)]);
        return terms.Any(t => folded.Contains(t, StringComparison.Ordinal) || joined.Contains(t, StringComparison.Ordinal));
    }

    public static IEnumerable<string> Words(string text) =>
        new string([.. Fold(text).Select(c => char.IsLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }
}
