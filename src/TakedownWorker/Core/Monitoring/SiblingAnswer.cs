using System.Collections.Immutable;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// What a site answers for an address that cannot exist; kept for a while and used for all addresses of the pattern. Holds
/// hashes and names of rules, nothing of a page.
/// </summary>
internal sealed record SiblingAnswer
{
    public required string Url { get; init; }

    public required string FinalUrl { get; init; }

    /// <summary>Null when it was not answered.</summary>
    public int? Status { get; init; }

    public PageSketch Sketch { get; init; } = PageSketch.Empty;

    /// <summary>What its own page showed.</summary>
    public ImmutableArray<Signal> Signals { get; init; } = [];

    /// <summary>A second one, asked when the first is nearly the page: what differs between the two varies by itself.</summary>
    public SiblingAnswer? Second { get; init; }

    /// <summary>The answer when every part that may name something is replaced; null where there is only one, or it was not asked.</summary>
    public SiblingAnswer? Wide { get; init; }

    /// <summary>The site's home page; null when it was not asked for or did not answer.</summary>
    public PageSketch? Home { get; init; }

    public bool SaysGone => Signals.Any(s => s.Kind == VerdictKind.Gone && s.Weight >= SignalWeight.Strong);

    /// <summary>A wall, a failure or a limit: it tells nothing about what exists.</summary>
    public bool IsNoAnswer => Status is null or 401 or 403 or 429 or 451 or >= 500
        || Signals.Any(s => s.Kind is VerdictKind.Withheld or VerdictKind.Unreachable && s.Weight >= SignalWeight.Strong);

    public Likeness LikenessOf(PageSketch page) => Second is { } second && PageLikeness.Of(page, Sketch) != Likeness.Same
        ? PageLikeness.Of(page, Sketch, second.Sketch)
        : PageLikeness.Of(page, Sketch);
}
