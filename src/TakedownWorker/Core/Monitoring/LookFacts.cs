using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Why a look has no final answer; <see cref="None"/> when it has one.</summary>
internal enum LookFailure
{
    None,
    InvalidUrl,
    PrivateAddress,
    DnsFailure,
    ConnectFailure,
    TlsFailure,
    Timeout,
    TooLarge,
    RedirectLoop,
    ProtocolError,

    /// <summary>A public address on a port where no website is looked at.</summary>
    PortRefused,

    /// <summary>A redirect to something that is not a web address.</summary>
    BadRedirect,

    /// <summary>No look was made: the host failed several times in a row and is given a rest.</summary>
    HostResting,

    /// <summary>The proxy of this vantage does not answer or refuses us: nothing is known about the host.</summary>
    VantageDown,
}

/// <summary>One request of a look and the status it was answered with; null when it was not answered.</summary>
internal sealed record Hop(string Url, int? Status);

/// <summary>
/// What one look saw, as facts and never as content (DESIGN 4.1): no body, title or hash of either is in here.
/// </summary>
internal sealed record LookFacts
{
    public const string DirectVantage = "direct";

    /// <summary>The address as reported, byte for byte.</summary>
    public required string Url { get; init; }

    public required Instant At { get; init; }

    /// <summary>Name of the vantage the look was made from; <see cref="DirectVantage"/> for this machine.</summary>
    public string Vantage { get; init; } = DirectVantage;

    public LookFailure Failure { get; init; }

    /// <summary>Every request made, first and last included.</summary>
    public ImmutableArray<Hop> Hops { get; init; } = [];

    /// <summary>Address of the last request, null when none was made.</summary>
    public string? FinalUrl { get; init; }

    /// <summary>Status of the last answer, null when there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Media type of the last answer without parameters, lower case.</summary>
    public string? ContentType { get; init; }

    /// <summary>Content-Length where declared, else the decoded bytes read.</summary>
    public long? Length { get; init; }

    /// <summary>Retry-After of the last answer, as an instant (RFC 9110 section 10.2.3).</summary>
    public Instant? RetryAfter { get; init; }

    /// <summary>Keyed fingerprint (HMAC-SHA-256, lower-case hex) of the visible text, null without a key or text.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The server of the last answer.</summary>
    public ServerFacts Server { get; init; } = ServerFacts.Unknown;

    /// <summary>Keyed fingerprint of the address of the file that the page shows; null without a key or a file.</summary>
    public string? ItemMark { get; init; }

    /// <summary>Further addresses of the page; empty where no page was read.</summary>
    public ImmutableArray<Companion> Companions { get; init; } = [];

    /// <summary>What the rules saw on the page, at its sibling and on the way there; null when no page was read.</summary>
    public ImmutableArray<Signal>? Signals { get; init; }

    /// <summary>By what this answer is known again; null when its meaning hangs on more than the answer itself.</summary>
    public PageMark? Mark { get; init; }

    /// <summary>True when the answer is the remembered one: it was not read, and means what it meant then.</summary>
    public bool IsKnown { get; init; }

    /// <summary>How long the look took on the machine clock.</summary>
    public Duration Took { get; init; }
}
