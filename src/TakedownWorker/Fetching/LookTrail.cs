using System.Collections.Immutable;
using System.Net.Http.Headers;
using NodaTime;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>What a look has seen so far; a look that fails half-way keeps it.</summary>
internal sealed class LookTrail(string url, Instant at, PageWish wish)
{
    private readonly List<Hop> _hops = [];
    private string? _contentType;
    private long? _length;
    private Instant? _retryAfter;
    private string? _fingerprint;

    private PageMark? _mark;
    private bool _isKnown;
    private bool _cookie;
    private ServerFacts _server = ServerFacts.Unknown;

    /// <summary>Whether the page is to be read, not only its headers.</summary>
    public bool Wanted => wish.Read;

    public bool WantsFingerprint => wish.Fingerprint;

    /// <summary>The answer that need not be read again.</summary>
    public PageMark? Known => wish.Known;

    /// <summary>What was read, for the length of the look only.</summary>
    public PageFacts? Page { get; private set; }

    public int Hops => _hops.Count;

    public LookFailure Failure { get; set; }

    public void Asked(ReportedUrl address) => _hops.Add(new Hop(address.Text, null));

    /// <summary>HEAD did not tell: its answer, if any, stays on the way, and the address is asked for as any other.</summary>
    public void AskedAgain(ReportedUrl address, HttpResponseMessage? head)
    {
        _hops[^1] = _hops[^1] with { Status = head is null ? null : (int)head.StatusCode };
        _hops.Add(new Hop(address.Text, null));
    }

    /// <summary>A medium that is there.</summary>
    public static bool IsMedium(HttpResponseMessage response) =>
        response.IsSuccessStatusCode && MediaAddress.IsMediaType(MediaType(response));

    /// <summary>A status that leads elsewhere, with a place to go.</summary>
    public static bool IsRedirect(HttpResponseMessage response) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.NonValidated.Contains("Location");

    public void Answered(HttpResponseMessage response)
    {
        _hops[^1] = _hops[^1] with { Status = (int)response.StatusCode };
        _contentType = MediaType(response);
        _length = response.Content.Headers.ContentLength;
        _retryAfter = RetryAfter(response.Headers.RetryAfter);
        _server = ConnectionNotes.Of(response.RequestMessage)?.Facts ?? ServerFacts.Unknown;
        _cookie |= (int)response.StatusCode is >= 300 and <= 399 && response.Headers.NonValidated.Contains("Set-Cookie");
    }

    /// <summary>
    /// "Not modified" to a question that named what is known. To any other it is an answer like the next, and means nothing.
    /// </summary>
    public bool IsNotModified(HttpResponseMessage response)
    {
        _isKnown = response.StatusCode == System.Net.HttpStatusCode.NotModified && _hops.Count == 1 && Known is { ETag: not null } or { LastModified: not null };
        return _isKnown;
    }

    /// <summary>True when the answer is the known one; keeps by what it will be known again.</summary>
    public bool Knows(HttpResponseMessage response, ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        if (!Wanted || PageSkeleton.Of(Frame(response), text, key) is not { } skeleton)
        {
            return false;
        }

        var direct = _hops.Count == 1;
        _mark = new PageMark(skeleton, direct ? First(response.Headers.NonValidated, "ETag") : null, direct ? First(response.Content.Headers.NonValidated, "Last-Modified") : null);
        _isKnown = skeleton == Known?.Skeleton;
        return _isKnown;
    }

    public void ReadPage(HttpResponseMessage response, byte[] text)
    {
        if (Wanted)
        {
            Page = PageReader.Read(Seed(response), ContentType, CharacterSet.Decode(text, response.Content.Headers));
        }
    }

    /// <summary>An answer that is no text, or whose text did not come: its headers and its way are all there is.</summary>
    public void ReadHeaders(HttpResponseMessage response)
    {
        if (Wanted)
        {
            Page = Seed(response) with { IsData = true };
        }
    }

    private PageFacts Seed(HttpResponseMessage response)
    {
        var headers = PageReader.Headers(response);
        return new PageFacts
        {
            Url = url,
            FinalUrl = _hops[^1].Url,
            Status = (int)response.StatusCode,
            FirstStatus = _hops.FindLast(h => h.Url == _hops[0].Url)?.Status ?? 0,
            Server = _server,
            Headers = _cookie ? headers.Add(PageFacts.CookieOnTheWay, "") : headers,
        };
    }

    public string? ContentType => _contentType;

    public void Read(int bytes, string? fingerprint)
    {
        _length ??= bytes;
        _fingerprint = fingerprint;
    }

    public LookFacts ToFacts(TimeSpan took) => new()
    {
        Url = url,
        At = at,
        Failure = Failure,
        Hops = [.. _hops],
        FinalUrl = _hops.Count == 0 ? null : _hops[^1].Url,
        Status = _hops.Count == 0 ? null : _hops[^1].Status,
        ContentType = _contentType,
        Length = _length,
        RetryAfter = _retryAfter,
        Server = _server,
        Fingerprint = _fingerprint,
        Mark = _mark,
        IsKnown = _isKnown,
        Took = Duration.FromTimeSpan(took),
    };

    /// <summary>Status and address of every hop, type, and the header by which challenges are told from pages.</summary>
    private string Frame(HttpResponseMessage response) => string.Join('\n', _hops.Select(h => $"{h.Status} {h.Url}")
        .Append(_contentType).Append(First(response.Headers.NonValidated, "cf-mitigated")));

    private static string? First(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) && values.Count > 0 && values.First() is { Length: > 0 and < 512 } value ? value : null;

    /// <summary>Read from the raw line: servers send types that the library's parser refuses.</summary>
    private static string? MediaType(HttpResponseMessage response) =>
        response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) && values.Count > 0
            && values.ToString().Split(';', ',')[0].Trim().ToLowerInvariant() is { Length: > 0 } type
            ? type
            : null;

    /// <summary>Seconds count from the look; a moment that is already past means now (RFC 9110 section 10.2.3).</summary>
    private Instant? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => at + Duration.FromTimeSpan(delta),
        { Date: { } date } => Instant.Max(at, Instant.FromDateTimeOffset(date)),
        _ => null,
    };
}
