namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// A page was shown. Until its text is judged this is the weakest kind of live: a soft 404 looks the same. A page
/// without a single byte shows nothing.
/// </summary>
internal static class OkStatusRule
{
    public static readonly RuleId Id = new("MON-09");

    /// <summary>200, 203 and 206 carry the page; 201, 202, 204 and 205 answer without it (202 is a known bot check).</summary>
    public static bool ShowsPage(int status) => status is 200 or 203 or 206;

    public static Verdict? IsEmpty(LookFacts facts) => facts.Length == 0
        ? new Verdict(VerdictKind.Inconclusive, VerdictReasons.EmptyAnswer, 0.5)
        : null;

    public static Verdict? Ask(LookFacts facts) => facts switch
    {
        { Status: not { } } => null,
        { Status: { } status } when !ShowsPage(status) => null,
        _ when IsEmpty(facts) is { } empty => empty,
        _ => new Verdict(VerdictKind.Live, VerdictReasons.HttpOk, 0.6),
    };
}
