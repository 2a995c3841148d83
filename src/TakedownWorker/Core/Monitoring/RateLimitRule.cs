namespace TakedownWorker.Core.Monitoring;

/// <summary>A message that we ask too often, whatever its status.</summary>
internal static class RateLimitRule
{
    public static readonly RuleId Id = new("MON-23");

    public static Signal? Ask(PageReading read) =>
        WallSignal.Named(Id, read, Wall.RateLimited, VerdictKind.Withheld, VerdictReasons.RateLimited);
}
