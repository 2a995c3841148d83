namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Statuses that show no page and say nothing about it: every other 4xx, answers without content, redirects that lead
/// nowhere (3xx without Location), and numbers outside RFC 9110.
/// </summary>
internal static class OtherStatusRule
{
    public static readonly RuleId Id = new("MON-06");

    public static readonly Verdict NotUnderstood =
        new(VerdictKind.Inconclusive, VerdictReasons.UnexpectedStatus, 0.5);

    public static Verdict? Ask(LookFacts facts) => facts.Status switch
    {
        >= 400 and <= 499 => new Verdict(VerdictKind.Inconclusive, VerdictReasons.ClientError, 0.5),
        { } status when !OkStatusRule.ShowsPage(status) => NotUnderstood,
        null => NotUnderstood,
        _ => null,
    };
}
