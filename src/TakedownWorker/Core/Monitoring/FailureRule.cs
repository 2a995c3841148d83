namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// What a look without a final answer means. Unreachable says that the host did not answer; inconclusive that the look
/// itself was refused or cut off here. Neither is ever counted as gone.
/// </summary>
internal static class FailureRule
{
    public static readonly RuleId Id = new("MON-02");

    public static Verdict? Ask(LookFacts facts) => facts.Failure switch
    {
        LookFailure.None => null,
        LookFailure.DnsFailure => Unreachable(VerdictReasons.DnsFailure, 0.9),
        LookFailure.TlsFailure => Unreachable(VerdictReasons.TlsFailure, 0.8),
        LookFailure.ConnectFailure => Unreachable(VerdictReasons.ConnectFailure, 0.9),
        LookFailure.Timeout => Unreachable(VerdictReasons.Timeout, 0.7),
        LookFailure.InvalidUrl => Inconclusive(VerdictReasons.InvalidUrl),
        LookFailure.PrivateAddress => Inconclusive(VerdictReasons.PrivateAddress),
        LookFailure.TooLarge => Inconclusive(VerdictReasons.TooLarge),
        LookFailure.RedirectLoop => Inconclusive(VerdictReasons.RedirectLoop),
        LookFailure.PortRefused => Inconclusive(VerdictReasons.PortRefused),
        LookFailure.BadRedirect => Inconclusive(VerdictReasons.BadRedirect),
        LookFailure.HostResting => Inconclusive(VerdictReasons.HostResting),
        LookFailure.VantageDown => Inconclusive(VerdictReasons.OwnOutage),
        _ => Inconclusive(VerdictReasons.ProtocolError),
    };

    private static Verdict Unreachable(string reason, double confidence) =>
        new(VerdictKind.Unreachable, reason, confidence);

    private static Verdict Inconclusive(string reason) => new(VerdictKind.Inconclusive, reason, 1.0);
}
