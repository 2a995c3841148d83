using System.Collections.Immutable;
using AngleSharp.Dom;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>
/// The addresses of files and other forms that a page names. Where the reported address has an item's anchor, those in the
/// body count only inside the element that it names: what else a thread shows is somebody else's.
/// </summary>
internal sealed class HtmlLinks(string? item)
{
    private const int Most = 60;

    private readonly ImmutableArray<PageLink>.Builder _links = ImmutableArray.CreateBuilder<PageLink>();
    private IElement? _item;

    /// <summary>For the address that was reported.</summary>
    public static HtmlLinks Of(string reported) => new(
        ReportedUrl.Parse(reported).Url is { Fragment: { Length: > 0 } fragment, HasRouteFragment: false } ? fragment : null);

    public ImmutableArray<PageLink> All => _links.ToImmutable();

    public void Take(IElement element, HtmlRegion region)
    {
        if (item is not null && _item is null && (element.Id == item || element.GetAttribute("name") == item))
        {
            // An empty anchor stands at the head of its item.
            _item = element.LocalName == "a" && element.ParentElement is { } parent ? parent : element;
        }

        if (element.LocalName is "video" or "audio" or "source" or "img" or "a" && region != HtmlRegion.Around && IsInItem(element))
        {
            TakeBody(element);
        }
    }

    public void TakeHead(IDocument document)
    {
        foreach (var element in document.Head?.Children ?? Enumerable.Empty<IElement>())
        {
            if (element.LocalName is "meta" or "link")
            {
                TakeHead(element);
            }
        }
    }

    private void TakeHead(IElement element)
    {
        var name = element.GetAttribute("property") ?? element.GetAttribute("name") ?? element.GetAttribute("rel");
        switch (name?.ToLowerInvariant())
        {
            case "og:video" or "og:video:url" or "og:video:secure_url" or "twitter:player:stream":
                Add(PageLinkKind.SharedFilm, element.GetAttribute("content"));
                break;
            case "og:image" or "og:image:url" or "og:image:secure_url" or "twitter:image" when !HtmlMarks.IsOrnament(element.GetAttribute("content")):
                Add(PageLinkKind.SharedPicture, element.GetAttribute("content"));
                break;
            case "amphtml":
                Add(PageLinkKind.Amp, element.GetAttribute("href"));
                break;
            case "alternate" when element.GetAttribute("media") is { } media
                && (media.Contains("handheld", StringComparison.OrdinalIgnoreCase) || media.Contains("max-width", StringComparison.OrdinalIgnoreCase)):
                Add(PageLinkKind.Handheld, element.GetAttribute("href"));
                break;
            default:
                break;
        }
    }

    private void TakeBody(IElement element)
    {
        switch (element.LocalName)
        {
            case "video" or "audio":
                Add(PageLinkKind.Player, element.GetAttribute("src"));
                Add(PageLinkKind.Poster, HtmlMarks.IsOrnament(element.GetAttribute("poster")) ? null : element.GetAttribute("poster"));
                break;
            case "source" when element.ParentElement?.LocalName is "video" or "audio":
                Add(PageLinkKind.Player, element.GetAttribute("src"));
                break;
            case "img" when HtmlMarks.IsPicture(element):
                Add(PageLinkKind.Picture, SourceOf(element));
                break;
            case "a" when element.GetAttribute("href") is { } href && MediaAddress.EndsAsMedia(href) && element.QuerySelector("img") is { } preview && HtmlMarks.IsPicture(preview):
                Add(PageLinkKind.Enlarged, href);
                Add(PageLinkKind.Preview, SourceOf(preview));
                break;
            default:
                break;
        }
    }

    private bool IsInItem(IElement element)
    {
        if (item is null)
        {
            return true;
        }

        for (var up = element; up is not null && _item is not null; up = up.ParentElement)
        {
            if (up == _item)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Pages that load pictures late keep the address aside.</summary>
    private static string? SourceOf(IElement img) =>
        img.GetAttribute("src") is { Length: > 0 } source && !source.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? source : img.GetAttribute("data-src");

    private void Add(PageLinkKind kind, string? address)
    {
        if (address is { Length: > 0 and < 2_000 } && _links.Count < Most)
        {
            _links.Add(new PageLink(kind, address));
        }
    }
}
