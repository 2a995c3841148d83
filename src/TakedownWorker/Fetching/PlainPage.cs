using System.Text;
using System.Text.Json;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>Reads what is not to be parsed as a page: plain text, and markup made to exhaust a parser.</summary>
internal static class PlainPage
{
    private const int MostLines = 400;

    public static PageFacts ReadText(PageFacts seed, string text) => Read(seed, text, "", isData: true);

    /// <summary>Title and visible text by a scanner that is linear whatever the markup.</summary>
    public static PageFacts ReadMarkup(PageFacts seed, string html) => Read(seed, TextFingerprint.WithoutTags(html), TitleOf(html), isData: false);

    private static PageFacts Read(PageFacts seed, string text, string title, bool isData)
    {
        var sketch = new SketchBuilder(seed.Url, seed.FinalUrl);
        var blocks = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Take(MostLines).Select(l => new PageBlock(l, IsMessage: false)).ToList();
        blocks.ForEach(b => sketch.Text(b.Text));
        sketch.Text(title);
        var length = blocks.Sum(b => b.Text.Length);
        return seed with
        {
            Title = title, Blocks = [.. blocks], MainLength = length, VisibleLength = length, IsData = isData, Sketch = sketch.Build(),
        };
    }

    private static string TitleOf(string html)
    {
        var start = html.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        var open = start < 0 ? -1 : html.IndexOf('>', start);
        var end = open < 0 ? -1 : html.IndexOf('<', open);
        return end < 0 || end - open > 300 ? "" : html[(open + 1)..end].Trim();
    }
}

/// <summary>Reads JSON: what its errors say stands as headings, other texts as blocks, everything in the sketch.</summary>
internal static class JsonPage
{
    private const int Depth = 64;
    private const int MostLeaves = 4000;

    private static readonly HashSet<string> Messages = new(StringComparer.OrdinalIgnoreCase)
    {
        "message", "error", "errors", "detail", "details", "reason", "msg", "error_description", "errormessage", "error_message", "errormsg", "status", "code",
        "statuscode", "status_code", "errorcode", "error_code", "error_type", "errortype", "type",
    };

    public static PageFacts? Read(PageFacts seed, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = Depth, AllowTrailingCommas = true });
            var sketch = new SketchBuilder(seed.Url, seed.FinalUrl);
            var (headings, blocks, left) = (new List<string>(), new List<PageBlock>(), MostLeaves);
            Walk(document.RootElement, "", "", (key, path, leaf) =>
            {
                sketch.Text(path + "=" + leaf);
                (Messages.Contains(key) && leaf.Length <= 160 ? headings.Add : new Action<string>(t => blocks.Add(new PageBlock(t, IsMessage: false))))(leaf);
                return --left > 0;
            });
            var length = blocks.Sum(b => b.Text.Length);
            return seed with
            {
                Headings = [.. headings.Where(h => h is not ("true" or "false" or "null")).Take(12)], Blocks = [.. blocks.Take(MostLeaves)], MainLength = length, VisibleLength = length,
                IsData = true, Sketch = sketch.Build(), Query = new JsonQuery(document.RootElement.Clone()),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Walk(JsonElement element, string key, string path, Func<string, string, string, bool> leaf) => element.ValueKind switch
    {
        JsonValueKind.Object when element.EnumerateObject().Any() =>
            element.EnumerateObject().All(p => Walk(p.Value, p.Name, path + "/" + p.Name, leaf)),
        JsonValueKind.Array when element.GetArrayLength() > 0 => element.EnumerateArray().All(e => Walk(e, key, path + "/-", leaf)),
        JsonValueKind.Object => leaf("", path, "{}"),
        JsonValueKind.Array => leaf("", path, "[]"),
        JsonValueKind.String => leaf(key, path, element.GetString()!),
        _ => leaf(key, path, element.GetRawText()),
    };
}

/// <summary>JSON pointers (RFC 6901) over one answer.</summary>
internal sealed class JsonQuery(JsonElement root) : IPageQuery
{
    public bool Has(string selector) => false;

    public string? Json(string pointer)
    {
        var at = root;
        foreach (var part in pointer.Split('/').Skip(1).Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part, out var inner))
            {
                at = inner;
            }
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, out var index) && index >= 0 && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else
            {
                return null;
            }
        }

        return at.ValueKind == JsonValueKind.String ? at.GetString() : at.GetRawText();
    }
}
