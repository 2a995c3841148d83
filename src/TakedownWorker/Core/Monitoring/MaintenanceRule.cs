namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// The site is being worked on, or a CDN speaks of an origin that does not answer: nothing is said about the page, which
/// is no removal.
/// </summary>
internal static class MaintenanceRule
{
    public static readonly RuleId Id = new("MON-19");

    public static Signal? Ask(PageReading read) =>
        WallSignal.Marked(Id, read, Wall.ConnectFailure, VerdictKind.Unreachable, VerdictReasons.ConnectFailure)
        ?? WallSignal.Marked(Id, read, Wall.ServerError, VerdictKind.Unreachable, VerdictReasons.ServerError)
        ?? WallSignal.Redirected(Id, read, Wall.ServerError, VerdictKind.Unreachable, VerdictReasons.ServerError)
        ?? WallSignal.Named(Id, read, Wall.Maintenance, VerdictKind.Unreachable, VerdictReasons.ServerError);
}
