using System.Globalization;
using System.Text;

namespace TakedownWorker.Core.Intake;

/// <summary>Alphabets of the letters of a host name, by their blocks (Unicode UAX 24, coarse).</summary>
internal static class Scripts
{
    public const string Latin = "Latn";
    public const string Greek = "Grek";
    public const string Cyrillic = "Cyrl";
    public const string Han = "Hani";
    public const string Hiragana = "Hira";
    public const string Katakana = "Kana";
    public const string Hangul = "Hang";
    public const string Bopomofo = "Bopo";

    /// <summary>First and last letter of each block, in order.</summary>
    private static readonly (int First, int Last, string Script)[] Blocks =
    [
        (0x41, 0x5A, Latin), (0x61, 0x7A, Latin), (0xAA, 0xAA, Latin), (0xBA, 0xBA, Latin), (0xC0, 0x2AF, Latin), (0x370, 0x3FF, Greek),
        (0x400, 0x52F, Cyrillic), (0x530, 0x58F, "Armn"), (0x590, 0x5FF, "Hebr"), (0x600, 0x6FF, "Arab"), (0x700, 0x74F, "Syrc"),
        (0x750, 0x77F, "Arab"), (0x780, 0x7BF, "Thaa"), (0x7C0, 0x7FF, "Nkoo"), (0x870, 0x8FF, "Arab"), (0x900, 0x97F, "Deva"),
        (0x980, 0x9FF, "Beng"), (0xA00, 0xA7F, "Guru"), (0xA80, 0xAFF, "Gujr"), (0xB00, 0xB7F, "Orya"), (0xB80, 0xBFF, "Taml"),
        (0xC00, 0xC7F, "Telu"), (0xC80, 0xCFF, "Knda"), (0xD00, 0xD7F, "Mlym"), (0xD80, 0xDFF, "Sinh"), (0xE00, 0xE7F, "Thai"),
        (0xE80, 0xEFF, "Laoo"), (0xF00, 0xFFF, "Tibt"), (0x1000, 0x109F, "Mymr"), (0x10A0, 0x10FF, "Geor"), (0x1100, 0x11FF, Hangul),
        (0x1200, 0x139F, "Ethi"), (0x13A0, 0x13FF, "Cher"), (0x1780, 0x17FF, "Khmr"), (0x1800, 0x18AF, "Mong"), (0x1C80, 0x1C8F, Cyrillic),
        (0x1C90, 0x1CBF, "Geor"), (0x1D00, 0x1D25, Latin), (0x1E00, 0x1EFF, Latin), (0x1F00, 0x1FFF, Greek), (0x2C60, 0x2C7F, Latin),
        (0x2D00, 0x2D2F, "Geor"), (0x2D80, 0x2DDF, "Ethi"), (0x2DE0, 0x2DFF, Cyrillic), (0x2E80, 0x2FDF, Han), (0x3005, 0x3007, Han),
        (0x3041, 0x309F, Hiragana), (0x30A1, 0x30FA, Katakana), (0x30FC, 0x30FF, Katakana), (0x3100, 0x312F, Bopomofo), (0x3130, 0x318F, Hangul),
        (0x31A0, 0x31BF, Bopomofo), (0x31F0, 0x31FF, Katakana), (0x3400, 0x9FFF, Han), (0xA000, 0xA4CF, "Yiii"), (0xA640, 0xA69F, Cyrillic),
        (0xA720, 0xA7FF, Latin), (0xA960, 0xA97F, Hangul), (0xAB30, 0xAB6F, Latin), (0xAB70, 0xABBF, "Cher"), (0xAC00, 0xD7FF, Hangul),
        (0xF900, 0xFAFF, Han), (0xFB1D, 0xFB4F, "Hebr"), (0xFB50, 0xFDFF, "Arab"), (0xFE70, 0xFEFF, "Arab"), (0x20000, 0x3FFFF, Han),
    ];

    /// <summary>Alphabets that are written together (UTS 39, highly restrictive).</summary>
    private static readonly string[][] Together =
        [[Latin, Han, Hiragana, Katakana], [Latin, Han, Bopomofo], [Latin, Han, Hangul]];

    /// <summary>Whether the letters are of one alphabet, or of those that are written together.</summary>
    public static bool AreOneWriting(string label)
    {
        var used = Of(label);
        return used.Count <= 1 || Together.Any(used.IsSubsetOf);
    }

    public static HashSet<string> Of(string label) =>
        [.. label.EnumerateRunes().Where(IsLetterOrMark).Select(Of).OfType<string>()];

    /// <summary>Null for marks that go with any alphabet.</summary>
    private static string? Of(Rune letter)
    {
        foreach (var (first, last, script) in Blocks)
        {
            if (letter.Value >= first && letter.Value <= last)
            {
                return script;
            }
        }

        // Alphabets that hardly any name is in: a block of 128 counts as one of its own.
        return letter.Value is >= 0x300 and <= 0x36F ? null : $"block {letter.Value >> 7}";
    }

    private static bool IsLetterOrMark(Rune rune) => Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
