using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>Selectors over the parsed page; one that is not understood finds nothing.</summary>
/// <param name="document">The page.</param>
/// <param name="source">Its text in lower case, as far as it was parsed.</param>
internal sealed class HtmlQuery(IHtmlDocument document, string source) : IPageQuery
{
    /// <summary>Shorter names are everywhere.</summary>
    private const int Telling = 3;

    public bool Has(string selector)
    {
        if (!MayHave(selector))
        {
            return false;
        }

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

    /// <summary>
    /// Every name and value of a selector stands in the text of a page that it fits, so most pages need no selector read.
    /// Not said of selectors with a colon, whose names may be negated, nor of elements that a parser adds by itself.
    /// </summary>
    private bool MayHave(string selector)
    {
        if (selector.Contains(':', StringComparison.Ordinal))
        {
            return true;
        }

        foreach (var alternative in selector.AsSpan().Split(','))
        {
            if (MayFit(selector.AsSpan(alternative)))
            {
                return true;
            }
        }

        return false;
    }

    private bool MayFit(ReadOnlySpan<char> names)
    {
        for (var at = 0; at < names.Length;)
        {
            var start = at;
            while (at < names.Length && (char.IsAsciiLetterOrDigit(names[at]) || names[at] is '_' or '-'))
            {
                at++;
            }

            var name = names[start..at];
            if (name.Length >= Telling && name is not ("html" or "head" or "body" or "tbody" or "colgroup")
                && !source.AsSpan().Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }

            at += at == start ? 1 : 0;
        }

        return true;
    }
}
