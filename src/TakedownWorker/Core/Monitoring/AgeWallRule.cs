namespace TakedownWorker.Core.Monitoring;

/// <summary>A question for the visitor's age instead of the page. Never answered: what lies behind is not looked at.</summary>
internal static class AgeWallRule
{
    public static readonly RuleId Id = new("MON-14");

    public static Signal? Ask(PageReading read) =>
        WallSignal.Redirected(Id, read, Wall.AgeGate, VerdictKind.Withheld, VerdictReasons.AgeGate)
        ?? WallSignal.Named(Id, read, Wall.AgeGate, VerdictKind.Withheld, VerdictReasons.AgeGate)
        ?? (read.Page.Markup.AgeControls && read.Page.MainLength <= PageReading.LongText
            ? new Signal(Id, VerdictKind.Withheld, VerdictReasons.AgeGate, SignalWeight.Strong, 0.8, "age-controls")
            : null);
}
