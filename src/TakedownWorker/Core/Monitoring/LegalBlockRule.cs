namespace TakedownWorker.Core.Monitoring;

/// <summary>A network or the site says that it withholds the page because of a law or an order: others may still see it.</summary>
internal static class LegalBlockRule
{
    public static readonly RuleId Id = new("MON-17");

    public static Signal? Ask(PageReading read) =>
        WallSignal.Marked(Id, read, Wall.LegalBlock, VerdictKind.Withheld, VerdictReasons.LegalBlock)
        ?? WallSignal.Named(Id, read, Wall.LegalBlock, VerdictKind.Withheld, VerdictReasons.LegalBlock);
}
