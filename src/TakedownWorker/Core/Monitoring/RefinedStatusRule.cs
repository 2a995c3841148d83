using System.Collections.Immutable;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// What the page says about its own status: a 403 that is a challenge, a login or a geo-block is named so; a 404 or a 5xx that
/// is one of them is not taken at its word; a 400 that says "not found" or answers every unknown address is gone.
/// </summary>
internal static class RefinedStatusRule
{
    public static readonly RuleId Id = new("MON-27");

    public static Verdict? Ask(LookFacts facts)
    {
        if (facts.Signals is not { IsEmpty: false } signals || facts.Status is not (>= 400 and <= 599))
        {
            return null;
        }

        var strong = signals.Where(s => s.Weight >= SignalWeight.Strong).ToImmutableArray();
        if (strong.FirstOrDefault(s => s.Weight == SignalWeight.Certain) is { } certain)
        {
            return certain.Verdict;
        }

        return facts.Status switch
        {
            404 or 410 => Wall(strong, VerdictReasons.BotWall, VerdictReasons.GeoBlock, VerdictReasons.LegalBlock),
            401 or 403 => Wall(strong, VerdictReasons.BotWall, VerdictReasons.GeoBlock, VerdictReasons.LegalBlock, VerdictReasons.AgeGate, VerdictReasons.LoginWall, VerdictReasons.RateLimited),
            503 => Wall(strong, VerdictReasons.BotWall),
            400 or 422 when strong.All(s => s.Kind == VerdictKind.Gone) && strong.Length > 0 => strong[0].Verdict,
            _ => null,
        };
    }

    private static Verdict? Wall(ImmutableArray<Signal> strong, params string[] reasons) =>
        strong.FirstOrDefault(s => reasons.Contains(s.Reason))?.Verdict;
}
