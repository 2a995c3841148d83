namespace TakedownWorker.Core.Monitoring;

/// <summary>The host of the site has switched it off, or shows an empty server's page: that may be back tomorrow and proves nothing.</summary>
internal static class SiteClosedRule
{
    public static readonly RuleId Id = new("MON-25");

    public static Signal? Ask(PageReading read) =>
        WallSignal.Marked(Id, read, Wall.SiteClosed, VerdictKind.Inconclusive, VerdictReasons.SiteClosed)
        ?? WallSignal.Named(Id, read, Wall.SiteClosed, VerdictKind.Inconclusive, VerdictReasons.SiteClosed);
}
