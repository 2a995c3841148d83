using System.Collections.Immutable;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// MON-43: at which further addresses is the same material? Precise rather than complete: each is work for a caseworker, so
/// a file is named only where the page shows one, and of a page with an item's anchor only what stands inside the item.
/// </summary>
internal static class CompanionFinder
{
    public static readonly RuleId Id = new("MON-43");

    /// <summary>The qualities and formats of one film, or the pictures of one item.</summary>
    private const int MostSources = 4;
    private const int MostLength = 2_000;

    private static readonly string[] SmallScreens = ["m.", "mobile.", "amp.", "touch.", "wap."];

    public static ImmutableArray<Companion> Of(PageFacts page, Platform? platform)
    {
        if (ReportedUrl.Parse(page.Url).Url is not { } reported || ReportedUrl.Parse(page.FinalUrl).Url is not { } end)
        {
            return [];
        }

        var known = new HashSet<string>(StringComparer.Ordinal) { reported.NormalForm, end.NormalForm };
        return
        [
            .. FileUrls(page, reported, end)
                .Concat(Forms(page, reported, end))
                .Concat(Mirrors(page, reported, end, platform))
                .Where(c => c.Url.Text.Length <= MostLength && known.Add(c.Url.NormalForm))
                .Select(c => new Companion(c.Kind, c.Url.Text))
                .Take(Companion.Most),
        ];
    }

    private static IEnumerable<(CompanionKind Kind, ReportedUrl Url)> FileUrls(PageFacts page, ReportedUrl reported, ReportedUrl end)
    {
        foreach (var (kind, address) in Files(page, reported.Fragment is { Length: > 0 } && !reported.HasRouteFragment))
        {
            if (Resolve(end, address) is { } url && MediaAddress.Looks(url))
            {
                yield return (kind, url);
            }
        }
    }

    /// <param name="page">The page.</param>
    /// <param name="isItem">One item of the page was reported: what the page shares is not the item's.</param>
    private static IEnumerable<(CompanionKind Kind, string Address)> Files(PageFacts page, bool isItem)
    {
        var films = page.Markup.Players == 1 || isItem ? Distinct(page, PageLinkKind.Player) : [];
        var stills = page.Markup.Players == 1 || isItem ? Distinct(page, PageLinkKind.Poster) : [];
        var enlarged = Distinct(page, PageLinkKind.Enlarged);
        var pictures = Distinct(page, PageLinkKind.Picture);
        var shared = isItem ? [] : Distinct(page, PageLinkKind.SharedFilm);
        if (films.Length is > 0 and <= MostSources || stills.Length == 1 || shared.Length is > 0 and <= MostSources)
        {
            return Media(films.Length <= MostSources ? films : []).Concat(Media(shared))
                .Concat(Small(stills)).Concat(Small(isItem ? [] : Distinct(page, PageLinkKind.SharedPicture)));
        }

        var most = isItem ? MostSources : 1;
        return enlarged.Length > 0 && enlarged.Length <= most ? Media(enlarged).Concat(Small(Distinct(page, PageLinkKind.Preview)))
            : enlarged.IsEmpty && pictures.Length <= most && page.Markup.Players == 0 ? Media(pictures)
            : [];
    }

    private static IEnumerable<(CompanionKind Kind, ReportedUrl Url)> Forms(PageFacts page, ReportedUrl reported, ReportedUrl end)
    {
        foreach (var link in page.Links.Where(l => l.Kind is PageLinkKind.Amp or PageLinkKind.Handheld))
        {
            if (Resolve(end, link.Address) is { } url)
            {
                yield return (link.Kind == PageLinkKind.Amp ? CompanionKind.AmpForm : CompanionKind.MobileForm, url);
            }
        }

        if (IsSmallForm(reported) && page.Canonical is { } canonical && Resolve(end, canonical) is { } main
            && Bare(main.Host) == Bare(reported.Host) && !IsSmallForm(main) && main.Path.Length > 1)
        {
            yield return (CompanionKind.MainForm, main);
        }
    }

    private static IEnumerable<(CompanionKind Kind, ReportedUrl Url)> Mirrors(PageFacts page, ReportedUrl reported, ReportedUrl end, Platform? platform)
    {
        foreach (var named in new[] { page.Canonical, page.OgUrl }.OfType<string>())
        {
            if (Resolve(end, named) is { } url && IsElsewhere(url, reported, end) && IsSamePlace(url, reported))
            {
                yield return (CompanionKind.Mirror, url);
            }
        }

        var mine = platform?.Mirrors.FirstOrDefault(m => m == Bare(reported.Host));
        foreach (var other in mine is null ? [] : platform!.Mirrors.Where(m => m != mine))
        {
            if (ReportedUrl.Parse(reported.Scheme + "://" + other + reported.Path + (reported.Query is null ? "" : "?" + reported.Query)).Url is { } url)
            {
                yield return (CompanionKind.Mirror, url);
            }
        }
    }

    private static bool IsElsewhere(ReportedUrl url, ReportedUrl reported, ReportedUrl end) =>
        Bare(url.Host) != Bare(reported.Host) && Bare(url.Host) != Bare(end.Host);

    /// <summary>The home page of a parent company has the same path as any other home page.</summary>
    private static bool IsSamePlace(ReportedUrl url, ReportedUrl reported) =>
        reported.Path.Length > 1 && url.Path.TrimEnd('/') == reported.Path.TrimEnd('/') && url.QueryWithoutTracking == reported.QueryWithoutTracking;

    private static bool IsSmallForm(ReportedUrl url) =>
        SmallScreens.Any(s => url.Host.StartsWith(s, StringComparison.Ordinal))
        || url.Path.EndsWith("/amp", StringComparison.OrdinalIgnoreCase) || url.Path.EndsWith("/amp/", StringComparison.OrdinalIgnoreCase)
        || url.Path.StartsWith("/amp/", StringComparison.OrdinalIgnoreCase)
        || (url.Query ?? "").Split('&').Any(p => p is "amp" or "amp=1" or "outputType=amp");

    private static string Bare(string host)
    {
        var form = Array.Find(SmallScreens, s => host.StartsWith(s, StringComparison.Ordinal))
            ?? (host.StartsWith("www.", StringComparison.Ordinal) ? "www." : "");
        return host[form.Length..];
    }

    private static ReportedUrl? Resolve(ReportedUrl from, string address) =>
        address.Length is 0 or > MostLength ? null : RedirectTarget.Of(from, address);

    private static ImmutableArray<string> Distinct(PageFacts page, PageLinkKind kind) =>
        [.. page.Links.Where(l => l.Kind == kind).Select(l => l.Address.Trim()).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<(CompanionKind Kind, string Address)> Media(IEnumerable<string> addresses) =>
        addresses.Select(a => (CompanionKind.MediaFile, a));

    private static IEnumerable<(CompanionKind Kind, string Address)> Small(IEnumerable<string> addresses) =>
        addresses.Select(a => (CompanionKind.Thumbnail, a));
}
