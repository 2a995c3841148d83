using System.Collections.Frozen;
using System.Text.Json;
using AngleSharp.Dom;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>Which part of the page a text stands in.</summary>
internal enum HtmlRegion
{
    Main,

    /// <summary>An element made for messages: error, notice, alert.</summary>
    Message,

    Heading,

    /// <summary>Navigation, header, footer, asides, comments.</summary>
    Around,
}

/// <summary>What was counted on the way.</summary>
internal struct HtmlCounts
{
    public int Players;
    public int Images;
    public int Frames;
    public int Scripts;
    public bool Password;
    public bool Age;
    public bool Gone;
}

/// <summary>What single elements mean, by tag, role and the words of their class and id.</summary>
internal static class HtmlMarks
{
    private static readonly FrozenSet<string> Unread = Set("script", "style", "template", "noscript", "svg", "math", "select", "textarea", "object", "canvas", "datalist");

    private static readonly FrozenSet<string> Inline = Set(
        "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s",
        "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "nobr");

    private static readonly FrozenSet<string> AroundTags = Set("nav", "footer", "aside", "menu");

    private static readonly FrozenSet<string> AroundRoles = Set("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar");

    private static readonly string[] Ornaments =
        ["logo", "icon", "avatar", "pixel", "spacer", "sprite", "404", "error", "notfound", "not-found", "banner", "flag", "badge", "emoji"];

    public static bool IsUnread(IElement element) =>
        Unread.Contains(element.LocalName)
        || element.HasAttribute("hidden")
        || string.Equals(element.GetAttribute("aria-hidden"), "true", StringComparison.OrdinalIgnoreCase)
        || IsInvisible(element.GetAttribute("style"))
        || element.LocalName is "head";

    public static bool IsBlock(IElement element) => !Inline.Contains(element.LocalName);

    public static HtmlRegion RegionOf(IElement element, HtmlRegion now)
    {
        if (now is HtmlRegion.Around)
        {
            return now;
        }

        return element.LocalName switch
        {
            "h1" or "h2" or "h3" => HtmlRegion.Heading,
            _ when AroundTags.Contains(element.LocalName) || AroundRoles.Contains(element.GetAttribute("role") ?? "") => HtmlRegion.Around,
            "header" when !IsWithin(element, "main", "article", "section") && element.QuerySelector("h1") is null => HtmlRegion.Around,
            "body" or "html" or "main" => now,
            _ => HtmlWords.RegionOf(element, now),
        };
    }

    public static void Describe(IElement element, SketchBuilder sketch)
    {
        var tag = element.LocalName;
        sketch.Markup(tag);
        if (element.Id is { Length: > 0 } id)
        {
            sketch.Markup("#" + id);
        }

        foreach (var name in element.HasAttribute("class") ? element.ClassList : Enumerable.Empty<string>())
        {
            sketch.Markup(tag + "." + name);
        }

        switch (tag)
        {
            case "meta":
                sketch.Markup("meta " + (element.GetAttribute("property") ?? element.GetAttribute("name")) + " " + element.GetAttribute("content"));
                break;
            case "input" or "form":
                sketch.Markup(tag + " " + element.GetAttribute("name"));
                break;
            case "a" when element.GetAttribute("href") is { } href:
                sketch.Markup("a " + href);
                break;
            default:
                break;
        }
    }

    public static void Count(IElement element, HtmlRegion region, ref HtmlCounts counts, List<string> types, SketchBuilder sketch)
    {
        switch (element.LocalName)
        {
            case "video" or "audio":
                counts.Players += element.HasAttribute("src") || element.QuerySelector("source[src]") is not null || element.HasAttribute("poster") ? 1 : 0;
                sketch.Embed(element.LocalName, element.GetAttribute("src"));
                break;
            case "iframe" or "embed":
                counts.Frames += region == HtmlRegion.Around ? 0 : 1;
                sketch.Embed(element.LocalName, element.GetAttribute("src"));
                break;
            case "img":
                counts.Images += region != HtmlRegion.Around && IsPicture(element) ? 1 : 0;
                sketch.Embed("img", element.GetAttribute("src"));
                break;
            case "source":
                sketch.Embed("source", element.GetAttribute("src"));
                break;
            case "input":
                counts.Password |= string.Equals(element.GetAttribute("type"), "password", StringComparison.OrdinalIgnoreCase) && region != HtmlRegion.Around;
                break;
            case "script":
                counts.Scripts++;
                LinkedData(element, types);
                sketch.Names(element.TextContent);
                break;
            case "meta" when element.GetAttribute("property") == "og:type":
                types.Add(element.GetAttribute("content")?.ToLowerInvariant() ?? "");
                break;
            default:
                break;
        }

        if (region != HtmlRegion.Around)
        {
            counts.Age |= HtmlWords.AskAge(element);
            counts.Gone |= element.LocalName is not ("a" or "link" or "meta" or "script" or "button") && !IsUnread(element) && HtmlWords.SayGone(element);
        }
    }

    private static bool IsInvisible(string? style) => style is not null
        && style.Replace(" ", "", StringComparison.Ordinal) is var plain
        && (plain.Contains("display:none", StringComparison.OrdinalIgnoreCase) || plain.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase));

    /// <summary>Not a logo, an icon or a counting pixel.</summary>
    public static bool IsPicture(IElement element) =>
        element.GetAttribute("width") is not ("0" or "1")
        && !IsOrnament(element.GetAttribute("src") + " " + element.ClassName + " " + element.Id + " " + element.GetAttribute("alt"));

    public static bool IsOrnament(string? about) => about is not null && Ornaments.Any(o => about.Contains(o, StringComparison.OrdinalIgnoreCase));

    private static bool IsWithin(IElement element, params string[] tags)
    {
        for (var up = element.ParentElement; up is not null; up = up.ParentElement)
        {
            if (tags.Contains(up.LocalName))
            {
                return true;
            }
        }

        return false;
    }

    private static void LinkedData(IElement script, List<string> types)
    {
        if (script.GetAttribute("type") != "application/ld+json" || script.TextContent.Length > 100_000)
        {
            return;
        }

        try
        {
            using var data = JsonDocument.Parse(script.TextContent, new JsonDocumentOptions { MaxDepth = 32, AllowTrailingCommas = true });
            var roots = data.RootElement.ValueKind == JsonValueKind.Array ? data.RootElement.EnumerateArray().ToList() : [data.RootElement];
            types.AddRange(roots.Where(r => r.ValueKind == JsonValueKind.Object && r.TryGetProperty("@type", out var t) && t.ValueKind == JsonValueKind.String)
                .Select(r => r.GetProperty("@type").GetString()!.ToLowerInvariant()));
        }
        catch (JsonException)
        {
            // Not data, then.
        }
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
