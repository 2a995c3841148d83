using System.Collections.Immutable;

namespace TakedownWorker.Core.Monitoring;

/// <summary>What stands between us and the page, or instead of it; the names are those of the phrase files.</summary>
internal enum Wall
{
    LoginWall,
    AgeGate,
    BotWall,
    RateLimited,
    GeoBlock,
    LegalBlock,
    Maintenance,
    Parked,
    Seized,
    SiteClosed,
    Consent,
    ConnectFailure,
    ServerError,
    Gone,
}

/// <summary>Phrases of one kind of wall in <c>Phrases/walls.yaml</c>.</summary>
internal sealed record WallTexts(Wall Means, ImmutableArray<string> Phrases);

/// <summary>Reads sentences for walls.</summary>
internal sealed class WallPhrases
{
    private readonly PhraseIndex _index = new();

    public WallPhrases(IEnumerable<WallTexts> texts)
    {
        foreach (var (means, phrases) in texts)
        {
            foreach (var phrase in phrases)
            {
                _index.Add(phrase, (int)means, ulong.MaxValue);
            }
        }
    }

    /// <summary>Every wall that a sentence of the text speaks of.</summary>
    public ImmutableHashSet<Wall> Read(string text)
    {
        var hits = new List<PhraseHit>();
        foreach (var sentence in PhraseText.Sentences(PhraseText.Normalise(text)).Select(Sentence.Of))
        {
            if (sentence.Words.Length <= PhraseText.MaxWords)
            {
                _index.Find(sentence, hits);
            }
        }

        return [.. hits.Select(h => (Wall)h.Tag)];
    }
}
