using System.Collections.Frozen;
using AngleSharp.Dom;

namespace TakedownWorker.Fetching;

/// <summary>What the words of an element's class and id say of it: site builders name things alike the world over.</summary>
internal static class HtmlWords
{
    private static readonly FrozenSet<string> AroundWords = Set(
        "nav", "navbar", "navigation", "menu", "topbar", "sidebar", "footer", "breadcrumb", "breadcrumbs", "cookie", "cookies", "comments", "comment",
        "disqus", "replies", "reply", "related", "recommended", "recommendations", "suggestions", "toolbar", "copyright", "trending");

    private static readonly FrozenSet<string> MessageWords = Set(
        "error", "errors", "notfound", "404", "alert", "notice", "message", "msg", "warning", "removed", "deleted", "unavailable", "empty", "missing", "blockmessage", "errorpage", "gone", "suspended", "flash");

    private static readonly FrozenSet<string> AgeWords = Set("agegate", "ageverification", "ageverify", "agecheck", "ageconfirm", "over18", "agewarning", "adultwarning");

    public static bool AskAge(IElement element) => Words(element).Any(AgeWords.Contains);

    public static bool SayGone(IElement element) => Words(element).Any(IsGoneWord);

    public static HtmlRegion RegionOf(IElement element, HtmlRegion now)
    {
        foreach (var word in Words(element))
        {
            if (AroundWords.Contains(word))
            {
                return HtmlRegion.Around;
            }

            if (MessageWords.Contains(word))
            {
                now = now == HtmlRegion.Main ? HtmlRegion.Message : now;
            }
        }

        return now;
    }

    /// <summary>Class and id, whole and in their parts: <c>page-comments</c> is page, comments and pagecomments.</summary>
    private static IEnumerable<string> Words(IElement element) =>
        element.HasAttribute("class") || element.HasAttribute("id") ? NamedWords(element) : [];

    private static IEnumerable<string> NamedWords(IElement element)
    {
        foreach (var name in element.ClassList.Append(element.Id ?? ""))
        {
            if (name.Length is 0 or > 60)
            {
                continue;
            }

            var lower = name.ToLowerInvariant();
            yield return lower.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
            foreach (var part in lower.Split('-', '_'))
            {
                yield return part;
            }
        }
    }

    private static bool IsGoneWord(string word) => word.Contains("notfound", StringComparison.Ordinal)
        || word is "error404" or "404error" or "page404" or "404page" or "err404" or "is404" || (word.EndsWith("404", StringComparison.Ordinal) && word.Length <= 12 && word.Any(char.IsAsciiLetter));

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
