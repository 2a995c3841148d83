using System.Collections.Frozen;

namespace TakedownWorker.Fetching;

/// <summary>
/// Finds markup made to exhaust a parser, in one pass before it: tags nested deeper or more of them than any page needs,
/// or a tag with thousands of attributes. Such a page is read by a plain scanner.
/// </summary>
internal static class MarkupGuard
{
    public const int MostDepth = 400;
    public const int MostBlanksInTag = 2000;

    /// <summary>Going from one element to the next costs the parser's tree as much as there are siblings.</summary>
    public const int MostTags = 15_000;

    /// <summary>Elements that end by themselves or have no content.</summary>
    private static readonly FrozenSet<string> Uncounted = new[]
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "td", "tr", "th", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot", "html", "head", "body", "rt", "rp", "colgroup", "path",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool IsHostile(string html)
    {
        var lookup = Uncounted.GetAlternateLookup<ReadOnlySpan<char>>();
        var (depth, tags) = (0, 0);
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < html.Length; i = Next(html, i + 1))
        {
            if (++tags > MostTags)
            {
                return true;
            }

            var closing = html[i + 1] == '/';
            var name = Name(html, closing ? i + 2 : i + 1);
            if (name.IsEmpty || lookup.Contains(name))
            {
                continue;
            }

            depth = closing ? Math.Max(0, depth - 1) : IsSelfClosed(html, i) ? depth : depth + 1;
            if (depth > MostDepth || Blanks(html, i) > MostBlanksInTag)
            {
                return true;
            }
        }

        return false;
    }

    private static int Next(string html, int from) => html.IndexOf('<', from);

    private static ReadOnlySpan<char> Name(string html, int start)
    {
        var end = start;
        while (end < html.Length && end - start < 24 && char.IsAsciiLetterOrDigit(html[end]))
        {
            end++;
        }

        return end > start && char.IsAsciiLetter(html[start]) ? html.AsSpan(start, end - start) : default;
    }

    private static bool IsSelfClosed(string html, int start)
    {
        var end = html.AsSpan(start).IndexOfAny('>', '\n');
        return end > 1 && html[start + end] == '>' && html[start + end - 1] == '/';
    }

    /// <summary>Blanks up to the end of the tag, no more than are needed to know.</summary>
    private static int Blanks(string html, int start)
    {
        var blanks = 0;
        for (var i = start; i < html.Length && html[i] != '>' && blanks <= MostBlanksInTag; i++)
        {
            blanks += html[i] is ' ' or '\n' or '\t' or '/' ? 1 : 0;
        }

        return blanks;
    }
}
