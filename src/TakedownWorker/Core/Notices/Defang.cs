using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Notices;

/// <summary>Addresses for mails to caseworkers: readable, and nothing that a mail program would open (DESIGN 6.3).</summary>
internal static class Defang
{
    /// <summary><c>https://example.com/a.b</c> becomes <c>hxxps://example[.]com/a.b</c>, a host in A-labels the name that people read.</summary>
    public static string Url(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return Dots(url);
        }

        var start = scheme + 3;
        var end = url.IndexOfAny(['/', '?', '#', '\\'], start);
        end = end < 0 ? url.Length : end;
        var name = url[..scheme].ToLowerInvariant().Replace("http", "hxxp", StringComparison.Ordinal);
        return $"{name}://{Dots(Shown(url[start..end]))}{url[end..].Replace("://", "[:]//", StringComparison.Ordinal)}";
    }

    private static string Shown(string authority)
    {
        var port = authority.IndexOf(':', StringComparison.Ordinal);
        return port < 0 ? IdnHost.ToUnicode(authority) : IdnHost.ToUnicode(authority[..port]) + authority[port..];
    }

    private static string Dots(string host) => host.Replace(".", "[.]", StringComparison.Ordinal);
}
