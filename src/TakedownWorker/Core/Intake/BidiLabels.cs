using System.Globalization;
using System.Text;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// In a name with letters that are written from right to left, no label may be shown in another order than it is stored in
/// (RFC 5893 section 2, in its strict parts: what is in doubt is refused).
/// </summary>
internal static class BidiLabels
{
    public static bool AreReadOneWay(IReadOnlyList<string> labels) =>
        !labels.Any(l => l.EnumerateRunes().Any(IsRightToLeft)) || labels.Where(l => l.Length > 0).All(IsOneWay);

    private static bool IsOneWay(string label)
    {
        var runes = label.EnumerateRunes().Where(r => !IsMark(r)).ToList();
        if (runes.Count == 0 || IsMark(label.EnumerateRunes().First()))
        {
            return false;
        }

        if (!IsRightToLeft(runes[0]))
        {
            return Rune.IsLetter(runes[0]) && !runes.Any(IsRightToLeft) && Rune.IsLetterOrDigit(runes[^1]);
        }

        var european = runes.Any(r => r.Value is >= '0' and <= '9' or >= 0x6F0 and <= 0x6F9);
        var arabic = runes.Any(r => r.Value is >= 0x660 and <= 0x669);
        return Rune.IsLetter(runes[0]) && !(european && arabic)
            && !runes.Any(r => Rune.IsLetter(r) && !IsRightToLeft(r))
            && (Rune.IsDigit(runes[^1]) || IsRightToLeft(runes[^1]));
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark || rune.Value is 0x200C or 0x200D;

    /// <summary>Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours; the old ones of the second plane too.</summary>
    private static bool IsRightToLeft(Rune rune) => rune.Value is >= 0x590 and <= 0x8FF and not (>= 0x6F0 and <= 0x6F9)
        or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFF or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF;
}
