using System.Collections.Immutable;

namespace TakedownWorker.Core.Monitoring;

/// <summary>When a marker counts.</summary>
internal enum MarkerNeeds
{
    /// <summary>Raw text only on a short page; headers and titles always.</summary>
    Short,

    /// <summary>Only with a status of 4xx or 5xx.</summary>
    Status,

    /// <summary>Only with 403, 429 or 503.</summary>
    Blocked,

    /// <summary>Only on a page that shows next to nothing else.</summary>
    Empty,

    /// <summary>Only on a page with hardly any text of its own: a page about something links to such places as well.</summary>
    Sparse,
}

/// <summary>Signs of a vendor, a network or a service that answers instead of the site.</summary>
internal sealed record Marker(
    string Id, Wall Means, ImmutableArray<string> Raw, ImmutableArray<string> Titles, ImmutableArray<string> Headers, MarkerNeeds Needs)
{
    private const int ShortPage = 1500;
    private const int EmptyPage = 80;
    private const int SparseText = 120;

    public bool Fits(PageFacts page, string title) =>
        StatusFits(page) && (Headers.Any(h => HeaderFits(page, h))
            || Titles.Any(t => title.StartsWith(t, StringComparison.Ordinal) && title.Length <= t.Length + 40)
            || (LengthFits(page) && Raw.Any(r => Holds(page.Source, r))));

    private bool StatusFits(PageFacts page) => Needs switch
    {
        MarkerNeeds.Status => page.Status >= 400,
        MarkerNeeds.Blocked => page.Status is 403 or 429 or 503,
        _ => true,
    };

    private bool LengthFits(PageFacts page) => page.VisibleLength <= (Needs == MarkerNeeds.Empty ? EmptyPage : ShortPage)
        && (Needs != MarkerNeeds.Sparse || page.MainLength <= SparseText);

    /// <summary>A sign that begins with a letter begins a word: <c>dan.com/</c> is no part of <c>jordan.com/</c>.</summary>
    private static bool Holds(string source, string raw)
    {
        var at = source.IndexOf(raw, StringComparison.Ordinal);
        while (at > 0 && char.IsLetterOrDigit(raw[0]) && (char.IsLetterOrDigit(source[at - 1]) || source[at - 1] == '-'))
        {
            at = source.IndexOf(raw, at + 1, StringComparison.Ordinal);
        }

        return at >= 0;
    }

    private static bool HeaderFits(PageFacts page, string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        return page.Headers.TryGetValue(header[..colon], out var value)
            && value.Contains(header[(colon + 1)..].Trim(), StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>Words in the address that a redirect ends at, or domains, and what they tell.</summary>
internal sealed record RedirectWords(Wall Means, ImmutableArray<string> Words, ImmutableArray<string> Domains)
{
    /// <summary>By whole labels: <c>jordan.com</c> is no part of <c>dan.com</c>.</summary>
    public bool Holds(string host) =>
        Domains.Any(d => host == d || (host.EndsWith(d, StringComparison.Ordinal) && host[^(d.Length + 1)] == '.'));
}
