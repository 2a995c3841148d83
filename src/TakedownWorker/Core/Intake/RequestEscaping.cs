using System.Buffers;
using System.Globalization;
using System.Text;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// Escapes for the request line exactly what browsers escape (WHATWG URL Standard, path and special-query
/// percent-encode sets) and nothing else, so that the server is asked for what the reporter saw.
/// </summary>
internal static class RequestEscaping
{
    private static readonly SearchValues<char> InPath = SearchValues.Create("\"<>^`{}");

    private static readonly SearchValues<char> InQuery = SearchValues.Create("\"<>'");

    public static string Path(string path) => Escape(path, InPath);

    public static string Query(string query) => Escape(query, InQuery);

    private static string Escape(string text, SearchValues<char> escaped)
    {
        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && !escaped.Contains((char)rune.Value))
            {
                result.Append((char)rune.Value);
                continue;
            }

            var length = rune.EncodeToUtf8(bytes);
            foreach (var octet in bytes[..length])
            {
                result.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }
}
