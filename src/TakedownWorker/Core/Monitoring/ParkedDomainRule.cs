namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// The domain is for sale, expired or seized: the page that says so stands for every address of it. Read from the page's own
/// text and from the services that serve such pages, never from a part of a host name.
/// </summary>
internal static class ParkedDomainRule
{
    public static readonly RuleId Id = new("MON-18");

    public static Signal? Ask(PageReading read) =>
        WallSignal.Marked(Id, read, Wall.Seized, VerdictKind.Gone, VerdictReasons.ParkedDomain)
        ?? WallSignal.Marked(Id, read, Wall.Parked, VerdictKind.Gone, VerdictReasons.ParkedDomain)
        ?? WallSignal.Named(Id, read, Wall.Seized, VerdictKind.Gone, VerdictReasons.ParkedDomain)
        ?? WallSignal.Named(Id, read, Wall.Parked, VerdictKind.Gone, VerdictReasons.ParkedDomain);
}
