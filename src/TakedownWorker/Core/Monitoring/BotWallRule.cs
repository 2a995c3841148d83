namespace TakedownWorker.Core.Monitoring;

/// <summary>A check against programs instead of the page: the signs of the usual vendors, or a message that asks for proof of being human.</summary>
internal static class BotWallRule
{
    public static readonly RuleId Id = new("MON-15");

    public static Signal? Ask(PageReading read) =>
        WallSignal.Marked(Id, read, Wall.BotWall, VerdictKind.Withheld, VerdictReasons.BotWall)
        ?? WallSignal.Redirected(Id, read, Wall.BotWall, VerdictKind.Withheld, VerdictReasons.BotWall)
        ?? WallSignal.Named(Id, read, Wall.BotWall, VerdictKind.Withheld, VerdictReasons.BotWall);
}
