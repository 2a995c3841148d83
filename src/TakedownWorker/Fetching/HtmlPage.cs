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
        var links = HtmlLinks.Of(seed.Url);
        links.TakeHead(document);
        var walk = new HtmlWalk(sketch, links);
        walk.Over(document);
        var title = document.Title ?? "";
        sketch.Text(title);
        var read = walk.Into(seed with
        {
            Title = title.Trim(),
            Language = document.DocumentElement?.GetAttribute("lang"),
            Canonical = Value(document, "link", "rel", "canonical", "href"),
            OgUrl = Value(document, "meta", "property", "og:url", "content"),
            OgMedia = Value(document, "meta", "property", "og:video", "content") is not null
                || Value(document, "meta", "property", "og:video:url", "content") is not null,
            Refresh = RefreshOf(document),
            Generator = Value(document, "meta", "name", "generator", "content")?.Trim().ToLowerInvariant(),
            Query = new HtmlQuery(document, seed.Source),
        }) with
        {
            Sketch = sketch.Build(),
        };
        return read.Refresh is { } refresh && read.MainLength < ShortPage && ReportedUrl.Parse(read.FinalUrl).Url is { } from
            && RedirectTarget.Of(from, refresh) is { } target && target.NormalForm != from.NormalForm
            ? read with { FinalUrl = target.Text }
            : read;
    }

    /// <summary>Without a selector: reading one again for every page took a tenth of the whole.</summary>
    private static string? Value(IHtmlDocument document, string tag, string key, string name, string value)
    {
        foreach (var element in document.GetElementsByTagName(tag))
        {
            if (string.Equals(element.GetAttribute(key), name, StringComparison.OrdinalIgnoreCase))
            {
                return element.GetAttribute(value);
            }
        }

        return null;
    }

    private static string? RefreshOf(IHtmlDocument document)
    {
        var content = Value(document, "meta", "http-equiv", "refresh", "content") ?? "";
        var at = content.IndexOf("url=", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : content[(at + 4)..].Trim(' ', '\'', '"');
    }
}
