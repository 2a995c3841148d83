using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace TakedownWorker.Fetching;

/// <summary>
/// HMAC-SHA-256 over the visible text of a page, so that "the same page is back" can be told without keeping a word of
/// it. Modest on purpose: tags, scripts and styles are dropped by a scanner, not by a browser's parser, and letters
/// alone are kept, because counters and dates change with every visit. The judge's own issue reads pages properly.
/// </summary>
internal static class TextFingerprint
{
    /// <summary>Null without a key or without a visible letter.</summary>
    public static string? Of(byte[] body, HttpContentHeaders headers, ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
        {
            return null;
        }

        var letters = Letters(CharacterSet(headers).GetString(body));
        return letters.Length == 0
            ? null
            : Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(letters)));
    }

    /// <summary>Lower-case letters of the visible text, words parted by one space.</summary>
    internal static string Letters(string page)
    {
        var text = WebUtility.HtmlDecode(WithoutTags(page)).Normalize(NormalizationForm.FormKC);
        return string.Create(LettersOf(text, default), text, static (words, text) => LettersOf(text, words));
    }

    /// <summary>Counts what it would write when there is no room to write to.</summary>
    private static int LettersOf(string text, Span<char> words)
    {
        var (length, blank) = (0, false);
        foreach (var c in text)
        {
            if (!char.IsLetter(c))
            {
                blank = length > 0;
                continue;
            }

            if (blank)
            {
                Put(words, length++, ' ');
                blank = false;
            }

            Put(words, length++, char.ToLowerInvariant(c));
        }

        return length;

        static void Put(Span<char> words, int at, char c)
        {
            if (!words.IsEmpty)
            {
                words[at] = c;
            }
        }
    }

    internal static string WithoutTags(string page)
    {
        var visible = new StringBuilder(page.Length);
        for (var i = 0; i < page.Length;)
        {
            var tag = page.IndexOf('<', i);
            visible.Append(page, i, (tag < 0 ? page.Length : tag) - i);
            if (tag < 0)
            {
                break;
            }

            visible.Append(' ');
            i = AfterTag(page, tag);
        }

        return visible.ToString();
    }

    /// <summary>Every search skips what it passed, so that the scan stays linear whatever the page.</summary>
    private static int AfterTag(string page, int start)
    {
        var rest = page.AsSpan(start);
        return rest switch
        {
            _ when rest.StartsWith("<!--") => After(page, "-->", start + 4),
            _ when rest.StartsWith("<script", StringComparison.OrdinalIgnoreCase) => After(page, "</script", start, ">"),
            _ when rest.StartsWith("<style", StringComparison.OrdinalIgnoreCase) => After(page, "</style", start, ">"),
            _ => After(page, ">", start),
        };
    }

    private static int After(string page, string end, int from, string? close = null)
    {
        var at = page.IndexOf(end, from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? page.Length
            : close is null ? at + end.Length
            : After(page, close, at);
    }

    private static Encoding CharacterSet(HttpContentHeaders headers)
    {
        var name = headers.ContentType?.CharSet?.Trim('"', '\'', ' ');
        try
        {
            return name is { Length: > 0 }
                ? CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name)
                : Encoding.UTF8;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }
}
