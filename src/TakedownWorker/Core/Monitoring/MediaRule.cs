namespace TakedownWorker.Core.Monitoring;

/// <summary>An image, a film or a sound is judged by its headers alone; its body is never read (DESIGN 4.1).</summary>
internal static class MediaRule
{
    public static readonly RuleId Id = new("MON-08");

    public static Verdict? Ask(LookFacts facts) =>
        facts.Status is { } status && OkStatusRule.ShowsPage(status) && facts.Length != 0
            && MediaAddress.IsMediaType(facts.ContentType)
            ? new Verdict(VerdictKind.Live, VerdictReasons.MediaPresent, 0.8)
            : null;
}
