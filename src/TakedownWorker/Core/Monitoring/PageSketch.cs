using System.Collections.Frozen;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// A page as sets of hashes, for the question whether two answers are one and the same page: its texts, its markup, what
/// it embeds, and the names in its data. Parts of the own address, digits and long tokens are dropped before hashing.
/// In memory only.
/// </summary>
internal sealed record PageSketch(
    FrozenSet<ulong> Texts, FrozenSet<ulong> Markup, FrozenSet<ulong> Embeds, FrozenSet<ulong> Names)
{
    public static readonly PageSketch Empty = new([], [], [], []);

    public bool IsEmpty => Texts.Count + Markup.Count + Embeds.Count + Names.Count == 0;
}

/// <summary>What a comparison says.</summary>
internal enum Likeness
{
    Other,

    /// <summary>Most is the same: a second sibling must show what varies by itself.</summary>
    Near,

    Same,
}

/// <summary>Compares a page with what the site answers for addresses that cannot exist.</summary>
internal static class PageLikeness
{
    private const double NearShare = 0.5;
    private const double MarkupSlack = 0.04;

    /// <summary>With one sibling only: nothing is known of what varies by itself, so everything must agree.</summary>
    public static Likeness Of(PageSketch page, PageSketch sibling) =>
        page.Texts.SetEquals(sibling.Texts) && page.Embeds.SetEquals(sibling.Embeds)
            && page.Names.SetEquals(sibling.Names) && Share(page.Markup, sibling.Markup) >= 1 - MarkupSlack
            ? Likeness.Same
            : Share(page.Texts, sibling.Texts) >= NearShare || Share(page.Markup, sibling.Markup) >= NearShare
                ? Likeness.Near
                : Likeness.Other;

    /// <summary>
    /// With two siblings: what both have must be there, and the page may hold no more of its own than they differ from
    /// each other.
    /// </summary>
    public static Likeness Of(PageSketch page, PageSketch one, PageSketch two) =>
        Fits(page.Texts, one.Texts, two.Texts, 0) && Fits(page.Embeds, one.Embeds, two.Embeds, 0)
            && Fits(page.Names, one.Names, two.Names, 0) && Fits(page.Markup, one.Markup, two.Markup, MarkupSlack)
            ? Likeness.Same
            : Likeness.Other;

    public static double Share(FrozenSet<ulong> one, FrozenSet<ulong> two)
    {
        var both = one.Count(two.Contains);
        var all = one.Count + two.Count - both;
        return all == 0 ? 1 : (double)both / all;
    }

    private static bool Fits(FrozenSet<ulong> page, FrozenSet<ulong> one, FrozenSet<ulong> two, double slack)
    {
        var common = one.Count(two.Contains);
        var varying = Math.Max(one.Count, two.Count) - common;
        var allowed = varying + (int)(slack * common);
        var kept = one.Count(x => two.Contains(x) && page.Contains(x));
        var own = page.Count(x => !one.Contains(x) && !two.Contains(x));
        return common - kept <= (int)(slack * common) && own <= allowed;
    }
}
