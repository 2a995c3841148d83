namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// A door that is shut to us: others may still see the material, so it is neither live nor gone.
/// 451 is a legal block (RFC 7725), often for one country only.
/// </summary>
internal static class WithheldStatusRule
{
    public static readonly RuleId Id = new("MON-04");

    public static Verdict? Ask(LookFacts facts) => facts.Status switch
    {
        401 => Withheld(VerdictReasons.Http401),
        403 => Withheld(VerdictReasons.Http403),
        429 => Withheld(VerdictReasons.RateLimited),
        451 => Withheld(VerdictReasons.LegalBlock),
        _ => null,
    };

    private static Verdict Withheld(string reason) => new(VerdictKind.Withheld, reason, 0.9);
}
