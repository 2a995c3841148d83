using System.Collections.Immutable;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Questions to the parsed page that only data can ask: selectors and pointers of a platform file.</summary>
internal interface IPageQuery
{
    /// <summary>Whether an element fits the CSS selector; false for a selector that is not understood or a page that is not HTML.</summary>
    bool Has(string selector);

    /// <summary>The value at a JSON pointer (RFC 6901) as text (<c>null</c>, <c>true</c>, numbers as written); null where there is none.</summary>
    string? Json(string pointer);
}

/// <summary>A run of text of the page's main part and whether its element is made for messages (error, notice, alert).</summary>
internal readonly record struct PageBlock(string Text, bool IsMessage);

/// <summary>Elements that show something, and those that ask for something.</summary>
internal sealed record PageMarkup
{
    public int Players { get; init; }

    public int Images { get; init; }

    public int Frames { get; init; }

    public int Scripts { get; init; }

    public bool PasswordField { get; init; }

    public bool AgeControls { get; init; }

    /// <summary>An element in sight whose class or id says "not found".</summary>
    public bool GoneMark { get; init; }

    /// <summary>Types that the page claims in linked data (schema.org) and in og:type, lower case.</summary>
    public ImmutableArray<string> Types { get; init; } = [];
}

/// <summary>
/// What one page says, in memory for the length of a look only: it is never stored, mailed, written to a log or made
/// part of <see cref="LookFacts"/> (DESIGN 4.1). Comments, navigation, headers, footers, asides and scripts are not in the texts.
/// </summary>
internal sealed record PageFacts
{
    /// <summary>Present among <see cref="Headers"/> when an answer on the way set a cookie, which is not kept.</summary>
    public const string CookieOnTheWay = ":cookie";

    /// <summary>The address asked for.</summary>
    public required string Url { get; init; }

    public required string FinalUrl { get; init; }

    public required int Status { get; init; }

    /// <summary>Of the first answer on the way; the same as <see cref="Status"/> when nothing was followed.</summary>
    public int FirstStatus { get; init; }

    /// <summary>The server that gave the page.</summary>
    public ServerFacts Server { get; init; } = ServerFacts.Unknown;

    /// <summary>Header names in lower case with their first value.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The whole source in lower case, for the signs of vendors.</summary>
    public string Source { get; init; } = "";

    public string Title { get; init; } = "";

    public ImmutableArray<string> Headings { get; init; } = [];

    public ImmutableArray<PageBlock> Blocks { get; init; } = [];

    /// <summary>Characters of the main text, headings left out.</summary>
    public int MainLength { get; init; }

    /// <summary>Characters of all text that a visitor sees.</summary>
    public int VisibleLength { get; init; }

    public string? Language { get; init; }

    public string? Canonical { get; init; }

    public string? OgUrl { get; init; }

    public bool OgMedia { get; init; }

    /// <summary>Target of a meta refresh, as written.</summary>
    public string? Refresh { get; init; }

    public string? Generator { get; init; }

    public PageMarkup Markup { get; init; } = new();

    /// <summary>Addresses of files and of other forms of the page; of a page with an item's anchor only those inside the item.</summary>
    public ImmutableArray<PageLink> Links { get; init; } = [];

    /// <summary>JSON or plain text, not a page.</summary>
    public bool IsData { get; init; }

    public PageSketch Sketch { get; init; } = PageSketch.Empty;

    public IPageQuery? Query { get; init; }

    /// <summary>No text of a page reaches a log by accident.</summary>
    public override string ToString() => nameof(PageFacts);
}
