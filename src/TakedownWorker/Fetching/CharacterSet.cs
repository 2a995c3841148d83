using System.Buffers;
using System.Net.Http.Headers;
using System.Text;

namespace TakedownWorker.Fetching;

/// <summary>
/// Which characters the bytes of a page are: byte-order mark, header, meta tag, then whether the bytes are valid UTF-8, else
/// windows-1252, as browsers do (WHATWG Encoding Standard). Broken bytes become replacement characters, never a fault.
/// </summary>
internal static class CharacterSet
{
    private const int MetaWithin = 4096;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create("\"' >;/?");

    public static string Decode(byte[] body, HttpContentHeaders headers)
    {
        var (encoding, skip) = Detect(body, headers.ContentType?.CharSet);
        return encoding.GetString(body, skip, body.Length - skip);
    }

    internal static (Encoding Encoding, int Skip) Detect(byte[] body, string? declared) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (Named(declared) ?? Named(Meta(body)) ?? Guess(body), 0),
    };

    private static Encoding? Named(string? name)
    {
        var plain = name?.Trim('"', '\'', ' ', ';').ToLowerInvariant();
        if (plain is null or { Length: 0 or > 40 })
        {
            return null;
        }

        try
        {
            return plain is "iso-8859-1" or "latin1" or "ascii" or "us-ascii" ? Western
                : plain is "utf-7" ? null
                : CodePagesEncodingProvider.Instance.GetEncoding(plain) ?? Encoding.GetEncoding(plain);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding Western => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The value after <c>charset=</c> near the beginning, in a meta tag or an XML declaration's <c>encoding=</c>.</summary>
    private static string? Meta(byte[] body)
    {
        var head = Encoding.Latin1.GetString(body, 0, Math.Min(body.Length, MetaWithin));
        foreach (var key in new[] { "charset=", "encoding=" })
        {
            var at = head.IndexOf(key, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
            {
                continue;
            }

            var rest = head[(at + key.Length)..].TrimStart('"', '\'', ' ');
            var end = rest.AsSpan().IndexOfAny(NameEnds);
            return end <= 0 ? null : rest[..end];
        }

        return null;
    }

    private static Encoding Guess(byte[] body) =>
        System.Text.Unicode.Utf8.IsValid(body) ? Encoding.UTF8 : Western;
}
