namespace TakedownWorker.Core.Monitoring;

/// <summary>Not shown in the vantage's country: it is still shown elsewhere.</summary>
internal static class GeoBlockRule
{
    public static readonly RuleId Id = new("MON-16");

    public static Signal? Ask(PageReading read) =>
        WallSignal.Redirected(Id, read, Wall.GeoBlock, VerdictKind.Withheld, VerdictReasons.GeoBlock)
        ?? WallSignal.Named(Id, read, Wall.GeoBlock, VerdictKind.Withheld, VerdictReasons.GeoBlock);
}
