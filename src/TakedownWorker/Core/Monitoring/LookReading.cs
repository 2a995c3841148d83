using System.Collections.Immutable;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Asks every rule that reads a page, in the order in which certain signals decide.</summary>
internal static class LookReading
{
    private static readonly Func<PageReading, Signal?>[] Rules =
    [
        BotWallRule.Ask,
        LegalBlockRule.Ask,
        GeoBlockRule.Ask,
        AgeWallRule.Ask,
        LoginWallRule.Ask,
        RateLimitRule.Ask,
        MaintenanceRule.Ask,
        SiteClosedRule.Ask,
        ParkedDomainRule.Ask,
        RedirectEndRule.Ask,
        GonePhraseRule.Ask,
        GoneMarkRule.Ask,
        read => ContentPresentRule.Ask(read.Page),
    ];

    /// <summary>What the page shows by itself.</summary>
    public static ImmutableArray<Signal> Alone(PageReading read) =>
        [.. Rules.Select(ask => ask(read)).OfType<Signal>(), .. Redirects(read)];

    /// <summary>What it shows beside an address that cannot exist.</summary>
    public static ImmutableArray<Signal> With(PageReading read, ImmutableArray<Signal> alone, SiblingAnswer? sibling)
    {
        if (sibling is null)
        {
            return alone;
        }

        var home = RedirectHomeRule.Second(read, sibling);
        var end = home is null ? SameEndRule.Ask(read, sibling) : null;
        var leadsHome = RedirectHomeRule.LeadsHome(read.Page.Url, read.Page.FinalUrl);
        var soft = leadsHome || end is { Weight: SignalWeight.Strong } ? null : Soft404Rule.Ask(read, sibling, SaysGone(alone));
        return
        [
            .. alone.Where(s => s.Rule != RedirectHomeRule.Id || home is null).Where(s => s.Rule != SameEndRule.Id || end is null),
            .. new[] { home, end, soft }.OfType<Signal>(),
        ];
    }

    /// <summary>Whether the sibling would tell anything: not where a certain signal or the status decides.</summary>
    public static bool WantsSibling(PageFacts page, ImmutableArray<Signal> alone) =>
        page.Status is 200 or 203 or 206 or 400 or 422
        && !alone.Any(s => s.Weight == SignalWeight.Certain)
        && !alone.Any(s => s.Weight == SignalWeight.Strong && s.Kind is VerdictKind.Withheld or VerdictKind.Unreachable);

    public static bool SaysGone(ImmutableArray<Signal> signals) =>
        signals.Any(s => s.Kind == VerdictKind.Gone && s.Weight >= SignalWeight.Strong);

    private static IEnumerable<Signal> Redirects(PageReading read)
    {
        if (RedirectHomeRule.Ask(read.Page.Url, read.Page.FinalUrl) is { } home)
        {
            yield return home;
        }
        else if (SameEndRule.Ask(read, null) is { } list)
        {
            yield return list;
        }
    }
}
