using System.Text;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// One exact web address as it was reported. <see cref="Text"/> is kept byte for byte, but for a host with letters beyond a-z,
/// which stands there in its A-labels; it is what is fetched and written about; <see cref="NormalForm"/> only finds duplicates.
/// </summary>
/// <remarks>
/// Parsed here and not by <see cref="Uri"/>, which rewrites paths and reads hosts such as <c>0x7f.1</c> as addresses:
/// two readers of one address is how checks are walked around.
/// </remarks>
internal sealed record ReportedUrl
{
    /// <summary>What servers are asked to accept at least (RFC 9110 section 4.1).</summary>
    public const int MaxLength = 8000;

    private ReportedUrl()
    {
    }

    public required string Text { get; init; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public required string Scheme { get; init; }

    /// <summary>Lower case, IPv6 addresses in their brackets, names in A-labels.</summary>
    public required string Host { get; init; }

    /// <summary>The host as people read it: U-labels, which <see cref="HomographRule"/> has judged.</summary>
    public string ShownHost => IdnHost.ToUnicode(Host);

    /// <summary>Given, else 80 or 443 by scheme.</summary>
    public required int Port { get; init; }

    /// <summary>As reported: empty, or from the first slash.</summary>
    public required string Path { get; init; }

    /// <summary>As reported without its question mark; null when there is none.</summary>
    public required string? Query { get; init; }

    /// <summary>As reported without its hash sign; null when there is none.</summary>
    public required string? Fragment { get; init; }

    /// <summary>The query without well-known tracking parameters, order and spelling kept.</summary>
    public string QueryWithoutTracking => TrackingParameters.Drop(Query ?? "");

    /// <summary>
    /// The fragment chooses what is shown (<c>#!/item/7</c>, <c>#key=value</c>) instead of a place on the page: two
    /// such addresses are two items.
    /// </summary>
    public bool HasRouteFragment =>
        Fragment is { Length: > 0 } fragment && fragment.AsSpan().ContainsAny("/!=")
        && !fragment.StartsWith(":~:", StringComparison.Ordinal);

    /// <summary>
    /// Key for duplicates: scheme and host in lower case, default port, plain anchor and well-known tracking parameters
    /// dropped, nothing else changed.
    /// </summary>
    public string NormalForm =>
        Origin + (Path.Length == 0 ? "/" : Path) + NormalQuery
        + (HasRouteFragment ? "#" + Fragment : "");

    /// <summary>The address to ask for: no fragment, and the characters that browsers escape escaped as they do.</summary>
    public string RequestForm =>
        Origin + (Path.Length == 0 ? "/" : RequestEscaping.Path(Path))
        + (Query is null ? "" : "?" + RequestEscaping.Query(Query));

    /// <summary>Scheme, host and port where it is not the scheme's own, without a slash at the end.</summary>
    public string Origin => Scheme + "://" + Host + (IsDefaultPort(Scheme, Port) ? "" : $":{Port}");

    /// <summary>
    /// What a gap between looks is kept for: the host, whichever of http and https; a port of its own is a server of its own.
    /// </summary>
    public string HostKey => Port is 80 or 443 ? Host : $"{Host}:{Port}";

    private string NormalQuery => QueryWithoutTracking switch
    {
        "" => Query is "" ? "?" : "",
        { } rest => "?" + rest,
    };

    public static UrlResult Parse(string text)
    {
        if (FaultOfText(text) is { } fault)
        {
            return Refused(fault);
        }

        var schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = schemeEnd < 0 ? "" : text[..schemeEnd].ToLowerInvariant();
        if (scheme is not ("http" or "https"))
        {
            return Refused(UrlFault.NotHttp);
        }

        var (authority, path, query, fragment) = Split(text[(schemeEnd + 3)..]);
        if (authority.Contains('\\', StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal))
        {
            return Refused(UrlFault.Backslash);
        }

        var place = UrlAuthority.Parse(authority, scheme);
        return place.Fault is { } bad
            ? Refused(bad)
            : new UrlResult(
                new ReportedUrl
                {
                    Text = Ascii.IsValid(authority) ? text : InAscii(text, scheme, place),
                    Scheme = scheme,
                    Host = place.Host,
                    Port = place.Port,
                    Path = path,
                    Query = query,
                    Fragment = fragment,
                },
                null);
    }

    public static bool IsDefaultPort(string scheme, int port) =>
        string.Equals(scheme, "https", StringComparison.Ordinal) ? port == 443 : port == 80;

    private static string InAscii(string text, string scheme, UrlAuthority place)
    {
        var start = scheme.Length + 3;
        var end = text.AsSpan(start).IndexOfAny(":/?#");
        return text[..start] + place.Host + (end < 0 ? "" : text[(start + end)..]);
    }

    private static UrlResult Refused(UrlFault fault) => new(null, fault);

    private static UrlFault? FaultOfText(string text)
    {
        if (text.Length == 0)
        {
            return UrlFault.Empty;
        }

        if (text.Length > MaxLength)
        {
            return UrlFault.TooLong;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || char.IsWhiteSpace(text[i]) || IsBroken(text, i))
            {
                return UrlFault.ControlOrSpace;
            }
        }

        return null;
    }

    /// <summary>Half a surrogate pair, a byte-order mark, or what decoders put for bytes that are no text.</summary>
    private static bool IsBroken(string text, int i) => text[i] switch
    {
        '\uFEFF' or '\uFFFD' or '\uFFFE' or '\uFFFF' => true,
        var c when char.IsHighSurrogate(c) => i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]),
        var c when char.IsLowSurrogate(c) => i == 0 || !char.IsHighSurrogate(text[i - 1]),
        _ => false,
    };

    private static (string Authority, string Path, string? Query, string? Fragment) Split(string rest)
    {
        var hash = rest.IndexOf('#', StringComparison.Ordinal);
        var fragment = hash < 0 ? null : rest[(hash + 1)..];
        var body = hash < 0 ? rest : rest[..hash];
        var mark = body.IndexOf('?', StringComparison.Ordinal);
        var query = mark < 0 ? null : body[(mark + 1)..];
        var front = mark < 0 ? body : body[..mark];
        var slash = front.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (front, "", query, fragment) : (front[..slash], front[slash..], query, fragment);
    }
}
