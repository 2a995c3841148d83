using System.Collections.Immutable;

namespace TakedownWorker.Core.Monitoring;

/// <summary>The phrases of one language in <c>Phrases/gone.yaml</c>.</summary>
internal sealed record GoneLanguage(
    string Language, ImmutableArray<string> Things, ImmutableArray<string> Missing, ImmutableArray<string> Removed,
    ImmutableArray<string> Complete, ImmutableArray<string> Weak);

/// <summary>What a sentence says about its thing.</summary>
internal enum GoneMeaning
{
    None,

    /// <summary>Nothing was searched for and found, or an apology: a hint.</summary>
    Weak,

    /// <summary>There is no such thing.</summary>
    Missing,

    /// <summary>There was such a thing.</summary>
    Removed,
}

/// <summary>Reads sentences for what they say about something that is gone, in all languages of the phrase file.</summary>
internal sealed class GonePhrases
{
    private const int Thing = 0;
    private const int Missing = 1;
    private const int Removed = 2;
    private const int Complete = 3;
    private const int Weak = 4;

    private readonly PhraseIndex _index = new();

    public GonePhrases(IReadOnlyList<GoneLanguage> languages)
    {
        for (var i = 0; i < languages.Count; i++)
        {
            Add(languages[i].Things, Thing, 1UL << i);
            Add(languages[i].Missing, Missing, 1UL << i);
            Add(languages[i].Removed, Removed, 1UL << i);
            Add(languages[i].Complete, Complete, 1UL << i);
            Add(languages[i].Weak, Weak, 1UL << i);
        }
    }

    /// <summary>The strongest meaning of a normalised text's sentences; prose is passed over, a question is a hint.</summary>
    public GoneMeaning Read(string text)
    {
        var best = GoneMeaning.None;
        foreach (var sentence in PhraseText.Sentences(PhraseText.Normalise(text)))
        {
            var meaning = ReadSentence(Sentence.Of(sentence));
            meaning = meaning > GoneMeaning.Weak && PhraseText.IsQuestion(sentence) ? GoneMeaning.Weak : meaning;
            best = meaning > best ? meaning : best;
        }

        return best;
    }

    private GoneMeaning ReadSentence(Sentence sentence)
    {
        if (sentence.Words.Length > PhraseText.MaxWords)
        {
            return GoneMeaning.None;
        }

        var hits = new List<PhraseHit>();
        _index.Find(sentence, hits);
        if (IsStatusNumber(sentence.Words))
        {
            return GoneMeaning.Missing;
        }

        var things = hits.Where(h => h.Tag == Thing).Aggregate(0UL, (mask, h) => mask | h.Languages);
        return hits.Any(h => h.Tag == Removed && (h.Languages & things) != 0) ? GoneMeaning.Removed
            : hits.Any(h => (h.Tag == Missing && (h.Languages & things) != 0) || h.Tag == Complete) ? GoneMeaning.Missing
            : IsBare(sentence, hits) ? GoneMeaning.Missing
            : hits.Any(h => h.Tag is Weak or Missing or Removed) ? GoneMeaning.Weak
            : GoneMeaning.None;
    }

    /// <summary>"Not found." with nothing beside it names no thing and needs none.</summary>
    private static bool IsBare(Sentence sentence, List<PhraseHit> hits) =>
        hits.Any(h => h.Tag is Missing or Removed && h.Words >= sentence.Length - 1 && (h.Words >= 2 || sentence.Length == 1));

    private static bool IsStatusNumber(ImmutableArray<string> words) =>
        words.Length is >= 1 and <= 3 && words.Any(w => w is "404" or "410")
        && words.All(w => w is "404" or "410" || w.Length <= 8 && !w.All(char.IsAsciiDigit)) && (words.Length < 3 || words.Contains("error") || words.Contains("http"));

    private void Add(ImmutableArray<string> phrases, int tag, ulong language)
    {
        foreach (var phrase in phrases)
        {
            _index.Add(phrase, tag, language);
        }
    }
}
