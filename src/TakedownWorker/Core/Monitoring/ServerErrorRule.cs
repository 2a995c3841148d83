namespace TakedownWorker.Core.Monitoring;

/// <summary>Any 5xx: the site answers but cannot show anything, which is no removal.</summary>
internal static class ServerErrorRule
{
    public static readonly RuleId Id = new("MON-05");

    public static Verdict? Ask(LookFacts facts) => facts.Status is >= 500 and <= 599
        ? new Verdict(VerdictKind.Unreachable, VerdictReasons.ServerError, 0.8)
        : null;
}
