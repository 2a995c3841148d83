namespace TakedownWorker.Core.Monitoring;

/// <summary>404 and 410 say that nothing is there (RFC 9110 sections 15.5.5 and 15.5.11); 410 means it for good.</summary>
internal static class GoneStatusRule
{
    public static readonly RuleId Id = new("MON-03");

    public static Verdict? Ask(LookFacts facts) => facts.Status switch
    {
        404 => new Verdict(VerdictKind.Gone, VerdictReasons.Http404, 0.9),
        410 => new Verdict(VerdictKind.Gone, VerdictReasons.Http410, 0.95),
        _ => null,
    };
}
