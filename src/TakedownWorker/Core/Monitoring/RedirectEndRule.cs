namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// The address leads to one that says "removed" or "404" in its own name, which the reported one does not: a page, or a
/// picture that stands for all removed ones. A consent page says nothing.
/// </summary>
internal static class RedirectEndRule
{
    public static readonly RuleId Id = new("MON-24");

    public static Signal? Ask(PageReading read) => read.EndsAt switch
    {
        Wall.Gone => new Signal(Id, VerdictKind.Gone, VerdictReasons.Soft404, SignalWeight.Strong, 0.85, "ends-at-gone"),
        Wall.Consent => new Signal(Id, VerdictKind.Inconclusive, VerdictReasons.NoEvidence, SignalWeight.Certain, 0.5, "ends-at-consent"),
        _ => null,
    };
}
