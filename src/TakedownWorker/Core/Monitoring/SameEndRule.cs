using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// The site sends the reported address and one that cannot exist to one and the same place that is no wall: a list, a
/// search, a start page. Alone, a redirect to a list above the item is a hint.
/// </summary>
internal static class SameEndRule
{
    public static readonly RuleId Id = new("MON-26");

    public static Signal? Ask(PageReading read, SiblingAnswer? sibling)
    {
        var page = read.Page;
        if (ReportedUrl.Parse(page.Url).Url is not { } start || ReportedUrl.Parse(page.FinalUrl).Url is not { } end
            || Place(start) == Place(end) || RedirectHomeRule.HasGate(read))
        {
            return null;
        }

        if (sibling is { IsNoAnswer: false, Status: 200 } && sibling.Url != sibling.FinalUrl
            && ReportedUrl.Parse(sibling.FinalUrl).Url is { } other && Place(other) == Place(end))
        {
            return Say(SignalWeight.Strong, 0.8, "sibling-ends-there-too");
        }

        return IsAbove(start, end) ? Say(SignalWeight.Hint, 0.4, "ends-at-list") : null;
    }

    private static bool IsAbove(ReportedUrl start, ReportedUrl end) =>
        start.Host == end.Host && end.Path.TrimEnd('/').Length > 0
        && start.Path.StartsWith(end.Path.TrimEnd('/') + "/", StringComparison.OrdinalIgnoreCase);

    private static string Place(ReportedUrl url) => url.Host + url.Path.TrimEnd('/') + "?" + url.QueryWithoutTracking;

    private static Signal Say(SignalWeight weight, double confidence, string name) =>
        new(Id, VerdictKind.Gone, VerdictReasons.Soft404, weight, confidence, name);
}
