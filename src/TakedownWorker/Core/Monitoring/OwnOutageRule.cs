namespace TakedownWorker.Core.Monitoring;

/// <summary>A host that cannot be reached while the control addresses are silent too says nothing about the host.</summary>
internal static class OwnOutageRule
{
    public static readonly RuleId Id = new("MON-01");

    /// <summary>The failures that an outage of our own connection also makes.</summary>
    public static bool IsNetworkFailure(LookFailure failure) => failure is
        LookFailure.DnsFailure or LookFailure.ConnectFailure or LookFailure.TlsFailure or LookFailure.Timeout;

    /// <summary>
    /// Whether this look shows that our own network works: something answered, or the control addresses did. A look that was
    /// not made, because its host is given a rest, shows nothing either way.
    /// </summary>
    public static bool ShowsNetwork(LookFacts facts, bool? controlsAnswered) =>
        controlsAnswered is true || facts.Hops.Any(h => h.Status is not null);

    public static Verdict? Ask(LookFacts facts, bool? controlsAnswered) =>
        controlsAnswered is false && IsNetworkFailure(facts.Failure)
            ? new Verdict(VerdictKind.Inconclusive, VerdictReasons.OwnOutage, 0.9)
            : null;
}
