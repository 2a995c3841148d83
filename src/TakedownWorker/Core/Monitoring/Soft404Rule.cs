namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// A page that is the very one that the site shows for addresses that cannot exist is its "not found", whatever the status.
/// Not when it is the home page too or an empty shell that scripts fill: then nothing is known. A page that differs from it exists.
/// </summary>
internal static class Soft404Rule
{
    public static readonly RuleId Id = new("MON-12");

    /// <summary>Both say so in their own words.</summary>
    public const string SiblingSaysGone = "sibling-says-gone-too";

    private const int ShellText = 60;

    /// <param name="read">The page.</param>
    /// <param name="sibling">The answer for an address that cannot exist.</param>
    /// <param name="pageSaysGone">Whether the page itself says that it is gone.</param>
    public static Signal? Ask(PageReading read, SiblingAnswer sibling, bool pageSaysGone)
    {
        var page = read.Page;
        if (sibling.IsNoAnswer)
        {
            return null;
        }

        if (sibling.Status is not (200 or 203 or 206) && sibling.Status != page.Status)
        {
            return page.Status is >= 200 and <= 299 ? Differs(page, "sibling-missing", pageSaysGone) : null;
        }

        return sibling.LikenessOf(page.Sketch) == Likeness.Same ? Alike(page, sibling, pageSaysGone)
            : page.Status is < 200 or > 299 ? null
            : pageSaysGone && sibling.SaysGone ? Gone(0.85, SiblingSaysGone)
            : Differs(page, "sibling-differs", pageSaysGone && sibling.SaysGone);
    }

    private static Signal Alike(PageFacts page, SiblingAnswer sibling, bool saysGone) => page switch
    {
        _ when sibling.Home is { } home && PageLikeness.Of(page.Sketch, home) == Likeness.Same => Unknown("same-as-home-and-sibling"),
        _ when !saysGone && sibling.Wide is { } wide && (wide.IsNoAnswer || !IsLike(page, sibling, wide)) => Unknown("other-parts-decide"),
        { VisibleLength: < ShellText, Markup.Scripts: > 0, IsData: false } when !sibling.SaysGone => Unknown("app-shell"),
        { Status: >= 400 } when sibling.Home is null => Unknown("error-for-every-address"),
        _ => Gone(0.85, "sibling-alike"),
    };

    /// <summary>The wide one must be the same page too, give or take what varies by itself.</summary>
    private static bool IsLike(PageFacts page, SiblingAnswer sibling, SiblingAnswer wide) =>
        wide.Status == sibling.Status && (PageLikeness.Of(page.Sketch, wide.Sketch) == Likeness.Same
            || (sibling.Second is { } second && PageLikeness.Of(wide.Sketch, sibling.Sketch, second.Sketch) == Likeness.Same));

    private static Signal Differs(PageFacts page, string name, bool saysGone) => new(
        Id, VerdictKind.Live, VerdictReasons.ContentPresent,
        saysGone || page.Sketch.IsEmpty || page.VisibleLength == 0 ? SignalWeight.Hint : SignalWeight.Strong, 0.85, name);

    private static Signal Gone(double confidence, string name) =>
        new(Id, VerdictKind.Gone, VerdictReasons.Soft404, SignalWeight.Strong, confidence, name);

    private static Signal Unknown(string name) =>
        new(Id, VerdictKind.Inconclusive, VerdictReasons.SignalsDisagree, SignalWeight.Strong, 0.5, name);
}
