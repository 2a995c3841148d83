using System.Globalization;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// A label that mixes alphabets that are not written together is made to be taken for another name; registries do not give such
/// names out (Unicode UTS 39, section 5.2, highly restrictive). So is one that another alphabet's letters spell as a platform
/// everybody knows, or that holds marks read as a slash or a dot. One alphabet of its own is a name like any other.
/// </summary>
internal static class HomographRule
{
    public static readonly RuleId Id = new("INT-04");

    /// <summary>Katakana strokes that are read as a slash among Latin letters.</summary>
    private const string Strokes = "\u30CE\u30F3\u30BD\u30BE\u4E36\u4E3F\u30FC\u30FB";

    /// <summary>Punctuation inside words (RFC 5892 appendix A): Catalan, Greek, Hebrew, Japanese, Tibetan.</summary>
    private const string WordMarks = "-\u00B7\u0375\u05F3\u05F4\u30FB\u0F0B";

    /// <param name="host">In lower-case ASCII.</param>
    /// <returns>The fault of the first label that is no IDN at all, mixes alphabets or passes for a known name.</returns>
    public static UrlFault? Ask(string host)
    {
        if (!host.Contains("xn--", StringComparison.Ordinal))
        {
            return null;
        }

        var labels = host.Split('.');
        var letters = labels.Select(l => IdnHost.Decode(l) ?? l).ToList();
        return letters.Where((l, i) => l == labels[i] && l.StartsWith("xn--", StringComparison.Ordinal)).Any() || !BidiLabels.AreReadOneWay(letters)
            ? UrlFault.BadHost
            : letters.Where((l, i) => l != labels[i]).Select(OfLabel).FirstOrDefault(f => f is not null);
    }

    private static UrlFault? OfLabel(string letters) => letters switch
    {
        _ when !Scripts.AreOneWriting(letters) || HasForeignMarks(letters) || IsLatinWithStrokes(letters) => UrlFault.MixedScripts,
        _ when LookAlikes.IsOfKnownName(letters) => UrlFault.LookAlike,
        _ => null,
    };

    private static bool HasForeignMarks(string letters) => letters.Any(c =>
        !WordMarks.Contains(c, StringComparison.Ordinal) && (char.IsPunctuation(c) || char.GetUnicodeCategory(c) is UnicodeCategory.MathSymbol or UnicodeCategory.ModifierSymbol));

    private static bool IsLatinWithStrokes(string letters) =>
        letters.Any(char.IsAsciiLetter) && letters.All(c => char.IsAscii(c) || Strokes.Contains(c, StringComparison.Ordinal));
}
