using System.Collections.Immutable;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Where a pattern was found: words of the sentence, and the number and languages it was added with.</summary>
internal readonly record struct PhraseHit(int Tag, ulong Languages, int Words);

/// <summary>
/// Finds many word patterns in a sentence in one pass. A pattern is words; <c>word*</c> is any word that begins so, <c>..</c>
/// up to five words between. Texts of languages without spaces are looked for as they stand.
/// </summary>
internal sealed class PhraseIndex
{
    private const int GapWords = 5;
    private const int KeyLength = 2;

    private readonly Dictionary<string, List<Pattern>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Pattern>> _byPrefix = new(StringComparer.Ordinal);
    private readonly List<(string Text, int Tag, ulong Languages)> _plain = [];

    private sealed record Pattern(ImmutableArray<string> Words, int Tag, ulong Languages);

    /// <param name="phrase">As written in the phrase file.</param>
    /// <param name="tag">Handed back with every hit.</param>
    /// <param name="languages">A bit for each language of the phrase.</param>
    public void Add(string phrase, int tag, ulong languages)
    {
        var normalised = PhraseText.Normalise(phrase);
        if (PhraseText.IsUnspaced(normalised))
        {
            _plain.Add((PhraseText.Compact(normalised), tag, languages));
            return;
        }

        var words = PhraseText.Words(normalised, "*.").Where(w => w != ".").ToImmutableArray();
        if (words.IsEmpty)
        {
            return;
        }

        var (map, key) = words[0].EndsWith('*') && words[0].Length > KeyLength
            ? (_byPrefix, words[0][..KeyLength])
            : (_byWord, words[0].TrimEnd('*'));
        if (!map.TryGetValue(key, out var list))
        {
            map[key] = list = [];
        }

        list.Add(new Pattern(words, tag, languages));
    }

    public void Find(Sentence sentence, List<PhraseHit> hits)
    {
        for (var i = 0; i < sentence.Words.Length; i++)
        {
            var word = sentence.Words[i];
            Try(_byWord.GetValueOrDefault(word), sentence.Words, i, hits);
            if (word.Length >= KeyLength)
            {
                Try(_byPrefix.GetValueOrDefault(word[..KeyLength]), sentence.Words, i, hits);
            }
        }

        if (sentence.Compact is { } compact)
        {
            foreach (var (text, tag, languages) in _plain)
            {
                if (compact.Contains(text, StringComparison.Ordinal))
                {
                    hits.Add(new PhraseHit(tag, languages, text.Length));
                }
            }
        }
    }

    private static void Try(List<Pattern>? patterns, ImmutableArray<string> words, int at, List<PhraseHit> hits)
    {
        foreach (var pattern in patterns ?? [])
        {
            if (EndOf(pattern.Words, words, at) is var end and >= 0)
            {
                hits.Add(new PhraseHit(pattern.Tag, pattern.Languages, end - at));
            }
        }
    }

    /// <summary>The position after the match, or -1.</summary>
    private static int EndOf(ImmutableArray<string> pattern, ImmutableArray<string> words, int at)
    {
        var (i, gap) = (at, 0);
        foreach (var wanted in pattern)
        {
            if (wanted == "..")
            {
                gap = GapWords;
                continue;
            }

            while (i < words.Length && !Fits(wanted, words[i]) && gap-- > 0)
            {
                i++;
            }

            if (i >= words.Length || !Fits(wanted, words[i]))
            {
                return -1;
            }

            (i, gap) = (i + 1, 0);
        }

        return i;
    }

    private static bool Fits(string wanted, string word) => wanted.EndsWith('*')
        ? word.AsSpan().StartsWith(wanted.AsSpan(0, wanted.Length - 1), StringComparison.Ordinal)
        : string.Equals(wanted, word, StringComparison.Ordinal);
}

/// <summary>One sentence of a page, ready to be looked through.</summary>
internal sealed record Sentence(ImmutableArray<string> Words, string? Compact)
{
    public int Length => Compact?.Length ?? Words.Length;

    public static Sentence Of(string normalised) => new(
        [.. PhraseText.Words(normalised)], PhraseText.IsUnspaced(normalised) ? PhraseText.Compact(normalised) : null);
}
