using System.Collections.Frozen;

namespace TakedownWorker.Core.Monitoring;

/// <summary>The closed list of reason codes by verdict; docs/RULES.md shows the same list and a test compares them.</summary>
internal static class VerdictReasons
{
    // Live
    public const string ContentPresent = "content-present";
    public const string MediaPresent = "media-present";
    public const string HttpOk = "http-ok";

    // Gone
    public const string Http404 = "http-404";
    public const string Http410 = "http-410";
    public const string GonePhrase = "gone-phrase";
    public const string Soft404 = "soft-404";
    public const string RedirectHome = "redirect-home";
    public const string ParkedDomain = "parked-domain";

    // Withheld
    public const string Http401 = "http-401";
    public const string Http403 = "http-403";
    public const string LoginWall = "login-wall";
    public const string BotWall = "bot-wall";
    public const string GeoBlock = "geo-block";
    public const string LegalBlock = "legal-block";
    public const string AgeGate = "age-gate";
    public const string RateLimited = "rate-limited";
    public const string BlockedToUs = "blocked-to-us";

    // Unreachable
    public const string DnsFailure = "dns-failure";
    public const string TlsFailure = "tls-failure";
    public const string ConnectFailure = "connect-failure";
    public const string Timeout = "timeout";
    public const string ServerError = "server-error";

    // Inconclusive
    public const string PrivateAddress = "private-address";
    public const string OwnOutage = "own-outage";
    public const string TooLarge = "too-large";
    public const string RedirectLoop = "redirect-loop";
    public const string SignalsDisagree = "signals-disagree";
    public const string InvalidUrl = "invalid-url";
    public const string PortRefused = "port-refused";
    public const string BadRedirect = "bad-redirect";
    public const string HostResting = "host-resting";
    public const string ProtocolError = "protocol-error";
    public const string EmptyAnswer = "empty-answer";
    public const string ClientError = "client-error";
    public const string UnexpectedStatus = "unexpected-status";
    public const string NoEvidence = "no-evidence";
    public const string SiteClosed = "site-closed";

    /// <summary>Every reason that a verdict of the given kind may carry.</summary>
    public static FrozenDictionary<VerdictKind, FrozenSet<string>> ByKind { get; } =
        new Dictionary<VerdictKind, FrozenSet<string>>
        {
            [VerdictKind.Live] = Set(ContentPresent, MediaPresent, HttpOk),
            [VerdictKind.Gone] = Set(Http404, Http410, GonePhrase, Soft404, RedirectHome, ParkedDomain),
            [VerdictKind.Withheld] = Set(
                Http401, Http403, LoginWall, BotWall, GeoBlock, LegalBlock, AgeGate, RateLimited, BlockedToUs),
            [VerdictKind.Unreachable] = Set(DnsFailure, TlsFailure, ConnectFailure, Timeout, ServerError),
            [VerdictKind.Inconclusive] = Set(
                PrivateAddress, OwnOutage, TooLarge, RedirectLoop, SignalsDisagree, InvalidUrl, PortRefused,
                BadRedirect, HostResting, ProtocolError, EmptyAnswer, ClientError, UnexpectedStatus, NoEvidence, SiteClosed),
        }.ToFrozenDictionary();

    private static FrozenSet<string> Set(params string[] reasons) => reasons.ToFrozenSet(StringComparer.Ordinal);
}
