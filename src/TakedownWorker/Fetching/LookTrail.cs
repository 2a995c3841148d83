using System.Collections.Immutable;
using System.Net.Http.Headers;
using NodaTime;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>What a look has seen so far; a look that fails half-way keeps it.</summary>
internal sealed class LookTrail(string url, Instant at, bool wanted)
{
    private readonly List<Hop> _hops = [];
    private string? _contentType;
    private long? _length;
    private Instant? _retryAfter;
    private string? _fingerprint;

    private bool _cookie;

    /// <summary>Whether the page is to be read, not only its headers.</summary>
    public bool Wanted => wanted;

    /// <summary>What was read, for the length of the look only.</summary>
    public PageFacts? Page { get; private set; }

    public int Hops => _hops.Count;

    public LookFailure Failure { get; set; }

    public void Asked(ReportedUrl address) => _hops.Add(new Hop(address.Text, null));

    public void Answered(HttpResponseMessage response)
    {
        _hops[^1] = _hops[^1] with { Status = (int)response.StatusCode };
        _contentType = MediaType(response);
        _length = response.Content.Headers.ContentLength;
        _retryAfter = RetryAfter(response.Headers.RetryAfter);
        _cookie |= (int)response.StatusCode is >= 300 and <= 399 && response.Headers.NonValidated.Contains("Set-Cookie");
    }

    public void ReadPage(HttpResponseMessage response, byte[] text)
    {
        if (wanted)
        {
            Page = PageReader.Read(Seed(response), ContentType, CharacterSet.Decode(text, response.Content.Headers));
        }
    }

    /// <summary>An answer that is no text, or whose text did not come: its headers and its way are all there is.</summary>
    public void ReadHeaders(HttpResponseMessage response)
    {
        if (wanted)
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
            FirstStatus = _hops[0].Status ?? 0,
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
        Fingerprint = _fingerprint,
        Took = Duration.FromTimeSpan(took),
    };

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
