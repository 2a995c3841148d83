using System.Globalization;
using System.Text;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Brings texts of pages and of phrase files to one form: lower case, no accents, no apostrophes, cut into sentences and words.
/// Works by characters, never by regular expressions: the input is a hostile site's.
/// </summary>
internal static class PhraseText
{
    /// <summary>A sentence longer than this is prose, not a message.</summary>
    public const int MaxWords = 40;

    public static string Normalise(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in Decomposed(text))
        {
            Append(result, char.ToLowerInvariant(c));
        }

        return result.ToString();
    }

    /// <summary>The words of one normalised text; <paramref name="keep"/> are characters of patterns.</summary>
    public static List<string> Words(ReadOnlySpan<char> normalised, string keep = "")
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= normalised.Length; i++)
        {
            var inside = i < normalised.Length && (IsWord(normalised[i]) || keep.Contains(normalised[i], StringComparison.Ordinal));
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(normalised[start..i].ToString());
                start = -1;
            }
        }

        return words;
    }

    /// <summary>Sentences of a normalised text, questions with their mark; a dot inside a number or a name does not end one.</summary>
    public static List<string> Sentences(string normalised)
    {
        var sentences = new List<string>();
        var start = 0;
        for (var i = 0; i < normalised.Length; i++)
        {
            if (EndsSentence(normalised, i))
            {
                Add(sentences, normalised.AsSpan(start, i - start + (IsQuestionMark(normalised[i]) ? 1 : 0)));
                start = i + 1;
            }
        }

        Add(sentences, normalised.AsSpan(start));
        return sentences;
    }

    /// <summary>A question says of nothing that it is so.</summary>
    public static bool IsQuestion(string sentence) => sentence.Length > 0 && IsQuestionMark(sentence[^1]);

    /// <summary>Without spaces and punctuation, for languages written without spaces.</summary>
    public static string Compact(string normalised)
    {
        var result = new StringBuilder(normalised.Length);
        foreach (var c in normalised)
        {
            if (IsWord(c))
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    /// <summary>Han, kana, Thai and Hangul, for which spaces say little.</summary>
    public static bool IsUnspaced(string text) => text.Any(c => c is >= '\u0E00' and <= '\u0E7F'
        or >= '\u1100' and <= '\u11FF' or >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF');

    private static string Decomposed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair, as broken pages have them.
            return text;
        }
    }

    private static void Append(StringBuilder result, char c)
    {
        switch (c)
        {
            case '\'' or '\u2019' or '\u2018' or '\u02BC' or '\u00B4' or '`' or '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\u0640':
            case >= '\u0300' and <= '\u036F':
            case >= '\u064B' and <= '\u0655':
                break;
            case '\u0142': result.Append('l'); break;
            case '\u0131': result.Append('i'); break;
            case '\u0111': result.Append('d'); break;
            case '\u00F8': result.Append('o'); break;
            case '\u00E6': result.Append("ae"); break;
            case '\u00DF': result.Append("ss"); break;
            case '\u03C2': result.Append('\u03C3'); break;
            case '\u0649' or '\u06CC': result.Append('\u064A'); break;
            case '\u06A9': result.Append('\u0643'); break;
            default: result.Append(c); break;
        }
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate;

    private static bool IsQuestionMark(char c) => c is '?' or '\uFF1F' or '\u061F';

    private static bool EndsSentence(string text, int i) => text[i] switch
    {
        '!' or '?' or '\n' or '\r' or '\u3002' or '\uFF01' or '\uFF1F' or '\u061F' or '\u0964' or ';' => true,
        '.' => i + 1 == text.Length || char.IsWhiteSpace(text[i + 1]),
        _ => false,
    };

    private static void Add(List<string> sentences, ReadOnlySpan<char> sentence)
    {
        var trimmed = sentence.Trim();
        if (!trimmed.IsEmpty)
        {
            sentences.Add(trimmed.ToString());
        }
    }
}
