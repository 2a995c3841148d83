using System.Collections.Immutable;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>Turns the text of an answer into facts by its type: HTML, JSON, or lines.</summary>
internal static class PageReader
{
    public static PageFacts Read(PageFacts seed, string? contentType, string text)
    {
        var page = seed with { Source = text.Length > HtmlPage.MostCharacters ? text[..HtmlPage.MostCharacters].ToLowerInvariant() : text.ToLowerInvariant() };
        var start = text.AsSpan().TrimStart();
        if (contentType?.Contains("json", StringComparison.Ordinal) == true || (start.Length > 0 && start[0] is '{' or '['))
        {
            return JsonPage.Read(page, text) ?? PlainPage.ReadText(page, text);
        }

        return contentType == "text/plain" && !start.StartsWith("<!") && !start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? PlainPage.ReadText(page, text)
            : HtmlPage.Read(page, text);
    }

    /// <summary>The headers that rules look at, first values only.</summary>
    public static ImmutableDictionary<string, string> Headers(HttpResponseMessage response)
    {
        var headers = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            if (name.Length <= 40 && values.Count > 0 && !name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            {
                headers[name.ToLowerInvariant()] = values.First();
            }
        }

        return headers.ToImmutable();
    }
}
