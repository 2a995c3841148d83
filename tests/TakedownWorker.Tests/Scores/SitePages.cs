using System.Globalization;
using System.Net;

namespace TakedownWorker.Tests.Scores;

/// <summary>One answer of a played site.</summary>
internal sealed record SiteAnswer(int Status, string ContentType, string Body, string? Location = null);

/// <summary>
/// Builds pages around the strings of a site, in several layouts: as a heading, as the only text, in a message box, as data.
/// Half of the sites put noise into every answer.
/// </summary>
internal static class SitePages
{
    private const string Nav = """<nav><a href="/">Home</a> <a href="/browse">Browse</a> <a href="/login">Log in</a> <a href="/help">Help</a></nav>""";

    private const string Foot = """<footer><p>Terms of use. Privacy. Contact us. All rights reserved.</p></footer>""";

    private const string Prose = "The kettle was bought at a market in spring and has been in use every day since then. It holds a litre and a half, "
        + "boils in four minutes, and its handle stays cool. Below are notes on cleaning it, on the water of the town, and on tea.";

    public static SiteAnswer Home(ScoredSite site) => new(200, "text/html; charset=utf-8",
        Page(site, "Welcome to " + site.Name, $"<h1>{Encode(site.Name)}</h1><p>New today, most read, and what members say about kettles.</p><ul><li>Tea</li><li>Water</li></ul>", ""));

    public static SiteAnswer Gone(ScoredSite site, string asked)
    {
        if (site.GoneStatus is >= 300 and <= 399)
        {
            return new SiteAnswer(site.GoneStatus, "text/html", "", "/");
        }

        var text = site.Gone[0].Replace("{username}", asked, StringComparison.Ordinal).Replace("{account}", asked, StringComparison.Ordinal).Replace("{name}", asked, StringComparison.Ordinal);
        return Build(site, site.GoneStatus, text, title: null, item: "");
    }

    public static SiteAnswer Live(ScoredSite site) => Build(
        site, site.LiveStatus, site.Live.Count > 0 ? site.Live[0].Replace("{username}", ScoredSite.Item, StringComparison.Ordinal) : "", "Amber kettle",
        $"<h2>Amber kettle</h2><p>{Prose}</p><p>Added by kettle friends in the second week of May.</p>");

    private static SiteAnswer Build(ScoredSite site, int status, string text, string? title, string item)
    {
        if (IsData(text))
        {
            return new SiteAnswer(status, "application/json", AsJson(text, item.Length > 0));
        }

        if (text.Contains("<title", StringComparison.OrdinalIgnoreCase))
        {
            var start = text.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
            var rest = text[(text.IndexOf('>', start) + 1)..];
            var end = rest.IndexOf('<', StringComparison.Ordinal);
            return Html(site, status, end < 0 ? rest : rest[..end], item.Length > 0 ? item : "<p></p>");
        }

        var body = text switch
        {
            "" => "",
            _ when IsMarkup(text) => text.Contains('<', StringComparison.Ordinal) ? text + Close(text) : $"<div class=\"{Attribute(text)}\"></div>",
            _ => (site.Number % 4) switch
            {
                0 => $"<h1>{Encode(text)}</h1>",
                1 => $"<p>{Encode(text)}</p>",
                2 => $"<div class=\"alert\"><p>{Encode(text)}</p></div>",
                _ => $"<h1>{Encode(site.Name)}</h1><p>{Encode(text)}</p>",
            },
        };
        return Html(site, status, title, body + item);
    }

    private static SiteAnswer Html(ScoredSite site, int status, string? title, string body) =>
        new(status, "text/html; charset=utf-8", Page(site, title ?? site.Name, body, Noise(site)));

    private static string Page(ScoredSite site, string title, string body, string noise) =>
        $"<!doctype html><html><head><title>{(title.Contains('&', StringComparison.Ordinal) ? title : Encode(title))}</title><meta name=\"viewport\" content=\"width=device-width\"></head>"
        + $"<body><header><a href=\"/\">{Encode(site.Name)}</a></header>{Nav}<main>{body}</main>{Foot}{noise}</body></html>";

    private static string Noise(ScoredSite site)
    {
        if (site.Number % 2 == 0)
        {
            return "";
        }

        var token = Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());
        return string.Create(CultureInfo.InvariantCulture, $"<script>var t='{token}';</script><input type=\"hidden\" name=\"csrf\" value=\"{token}\"><aside>Page made in 0.{Random.Shared.Next(100, 999)} s at {Random.Shared.Next(10, 23)}:{Random.Shared.Next(10, 59)}, {Random.Shared.Next(100, 9999)} visitors online</aside>");
    }

    private static bool IsData(string text) => text.Length > 0 && (text[0] is '{' or '[' || (text[0] == '"' && text.Contains("\":", StringComparison.Ordinal)) || text is "\"error\"" or "\"missing\"");

    private static bool IsMarkup(string text) => text.Contains('<', StringComparison.Ordinal) || text.Contains('=', StringComparison.Ordinal) || text.Contains('"', StringComparison.Ordinal)
        || (!text.Trim().Contains(' ', StringComparison.Ordinal) && text.Any(c => c is '-' or '_') && text.All(c => c < 128));

    private static string AsJson(string text, bool live)
    {
        var inner = text.TrimEnd(',');
        var whole = inner[0] is '{' or '[' ? inner : "{" + inner + (inner.EndsWith(':') ? "\"x\"" : inner.EndsWith('{') ? "}" : inner.EndsWith('[') ? "]" : "") + "}";
        return live ? $$"""{"item":{{(IsJson(whole) ? whole : "{}")}},"name":"Amber kettle","about":"{{Prose}}"}""" : whole;
    }

    private static bool IsJson(string text)
    {
        try
        {
            System.Text.Json.JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static string Close(string text) => text.LastIndexOf('<') > text.LastIndexOf('>') ? " x>" : "";

    private static string Attribute(string text) => text.Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Encode(string text) => text.Contains('&', StringComparison.Ordinal) ? text : WebUtility.HtmlEncode(text);
}
