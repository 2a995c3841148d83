using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>Reads a page of HTML into facts, in memory only. Nothing is loaded and no script runs.</summary>
internal static class HtmlPage
{
    /// <summary>What is parsed of a page; the message of a page that is gone stands before that.</summary>
    public const int MostCharacters = 1024 * 1024;

    /// <summary>A page with less text that leads elsewhere by itself is a redirect.</summary>
    private const int ShortPage = 300;

    private static readonly HtmlParserOptions Options = new() { IsScripting = false, IsKeepingSourceReferences = false };

    public static PageFacts Read(PageFacts seed, string html)
    {
        var source = html.Length > MostCharacters ? html[..MostCharacters] : html;
        if (MarkupGuard.IsHostile(source))
        {
            return PlainPage.ReadMarkup(seed, source);
        }

        var document = new HtmlParser(Options).ParseDocument(source.Replace('\0', ' '));
        var sketch = new SketchBuilder(seed.Url, seed.FinalUrl);
        var walk = new HtmlWalk(sketch);
        walk.Over(document);
        var title = document.Title ?? "";
        sketch.Text(title);
        var read = walk.Into(seed with
        {
            Title = title.Trim(),
            Language = document.DocumentElement?.GetAttribute("lang"),
            Canonical = document.QuerySelector("link[rel=canonical]")?.GetAttribute("href"),
            OgUrl = Meta(document, "og:url"),
            OgMedia = Meta(document, "og:video") is not null || Meta(document, "og:video:url") is not null,
            Refresh = RefreshOf(document),
            Generator = document.QuerySelector("meta[name=generator]")?.GetAttribute("content")?.Trim().ToLowerInvariant(),
            Query = new HtmlQuery(document),
        }) with
        {
            Sketch = sketch.Build(),
        };
        return read.Refresh is { } refresh && read.MainLength < ShortPage && ReportedUrl.Parse(read.FinalUrl).Url is { } from
            && RedirectTarget.Of(from, refresh) is { } target && target.NormalForm != from.NormalForm
            ? read with { FinalUrl = target.Text }
            : read;
    }

    private static string? Meta(IHtmlDocument document, string property) =>
        document.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");

    private static string? RefreshOf(IHtmlDocument document)
    {
        var content = document.QuerySelector("meta[http-equiv=refresh i]")?.GetAttribute("content") ?? "";
        var at = content.IndexOf("url=", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : content[(at + 4)..].Trim(' ', '\'', '"');
    }
}

/// <summary>Selectors over the parsed page; one that is not understood finds nothing.</summary>
internal sealed class HtmlQuery(IHtmlDocument document) : IPageQuery
{
    public bool Has(string selector)
    {
        try
        {
            return document.QuerySelector(selector) is not null;
        }
        catch (DomException)
        {
            return false;
        }
    }

    public string? Json(string pointer) => null;
}
