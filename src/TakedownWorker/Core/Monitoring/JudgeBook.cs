using System.Collections.Immutable;
using System.Net;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Everything that reading a page is tuned by: phrases, signs of vendors, platforms. Loaded from YAML, immutable.</summary>
internal sealed class JudgeBook
{
    /// <summary>Knows nothing: statuses alone decide.</summary>
    public static readonly JudgeBook Empty = new([], [], [], [], []);

    private readonly ImmutableArray<Marker> _markers;
    private readonly ImmutableArray<RedirectWords> _redirects;

    public JudgeBook(
        IReadOnlyList<GoneLanguage> gone, IEnumerable<WallTexts> walls, IEnumerable<Marker> markers,
        IEnumerable<RedirectWords> redirects, IEnumerable<Platform> platforms)
    {
        Gone = new GonePhrases(gone);
        Walls = new WallPhrases(walls);
        _markers = [.. markers];
        _redirects = [.. redirects];
        Platforms = [.. platforms];
    }

    /// <summary>Of the data and the program that judge by it: what was judged by another is judged afresh.</summary>
    public string Version { get; init; } = "";

    /// <summary>Networks of services that show advertisements for names nobody uses.</summary>
    public ImmutableArray<IPNetwork> ParkedNetworks { get; init; } = [];

    public GonePhrases Gone { get; }

    public WallPhrases Walls { get; }

    public ImmutableArray<Platform> Platforms { get; }

    /// <summary>The first marker of the page, if any.</summary>
    public Marker? MarkerOf(PageFacts page)
    {
        var title = string.Join(' ', PhraseText.Words(PhraseText.Normalise(page.Title)));
        return _markers.FirstOrDefault(m => m.Fits(page, title));
    }

    /// <summary>What a word of a path or query tells, if any.</summary>
    public Wall? MeaningOf(string word)
    {
        foreach (var redirect in _redirects)
        {
            if (redirect.Words.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                return redirect.Means;
            }
        }

        return null;
    }

    /// <summary>What the host tells that a redirect from another site ends at, if anything.</summary>
    public Wall? MeaningOfHost(string from, string to) =>
        _redirects.FirstOrDefault(r => r.Holds(to) && !r.Holds(from))?.Means;
}
