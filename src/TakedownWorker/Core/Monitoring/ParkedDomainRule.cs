namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// The domain is for sale, expired or seized: the page that says so stands for every address of it. Read from the page's own
/// text and from the services that serve such pages, never from a part of a host name.
/// </summary>
internal static class ParkedDomainRule
{
    public static readonly RuleId Id = new("MON-18");

    public static Signal? Ask(PageReading read) =>
        SoldElsewhere(read)
        ?? WallSignal.Marked(Id, read, Wall.Seized, VerdictKind.Gone, VerdictReasons.ParkedDomain)
        ?? WallSignal.Marked(Id, read, Wall.Parked, VerdictKind.Gone, VerdictReasons.ParkedDomain)
        ?? WallSignal.Named(Id, read, Wall.Seized, VerdictKind.Gone, VerdictReasons.ParkedDomain)
        ?? WallSignal.Named(Id, read, Wall.Parked, VerdictKind.Gone, VerdictReasons.ParkedDomain)
        ?? ServedByParking(read);

    /// <summary>Never more than a hint: services share addresses, and a name that is for sale may still show its old pages.</summary>
    private static Signal? ServedByParking(PageReading read) => read.IsServedByParking
        ? new Signal(Id, VerdictKind.Gone, VerdictReasons.ParkedDomain, SignalWeight.Hint, 0.5, "served-by-parking")
        : null;

    /// <summary>The way ends at a place where names are sold. Strong, not certain: a page may lead there on purpose.</summary>
    private static Signal? SoldElsewhere(PageReading read) => read.EndsAt == Wall.Parked
        ? new Signal(Id, VerdictKind.Gone, VerdictReasons.ParkedDomain, SignalWeight.Strong, 0.85, "ends-at-parked")
        : null;
}
