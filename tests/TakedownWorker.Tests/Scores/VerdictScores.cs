using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Scores;

/// <summary>
/// The figures of the judge on real sites' strings: gone found, live left alone, with siblings and from the page alone.
/// <c>eng/score-verdicts</c> prints them.
/// </summary>
[Trait("Category", "Slow")]
public sealed class VerdictScores
{
    private static readonly Lazy<List<ScoredSite>> Sites = new(ScoredSite.All);

    [Theory]
    [InlineData(true, 0.97)]
    [InlineData(false, 0.75)]
    public async Task Gone_pages_are_found(bool siblings, double atLeast)
    {
        var results = await JudgeAsync(Sites.Value, siblings, live: false);
        var counted = results.Where(r => r.Site.HasPath).ToList();
        var found = counted.Count(r => r.Verdict == "gone");
        Report($"gone, {Mode(siblings)}", counted, r => r.Verdict == "gone");
        Assert.Empty(results.Where(r => r.Verdict == "live" && r.Result.Confidence > 0.5 && r.Site.GoneStatus != 500).Select(r => r.ToString()));
        Assert.True(found >= atLeast * counted.Count, $"{found} of {counted.Count}");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_live_page_is_judged_gone(bool siblings)
    {
        var results = await JudgeAsync(Sites.Value.Where(s => s.LiveStatus == 200 && s.HasPath), siblings, live: true);
        Report($"live, {Mode(siblings)}", results, r => r.Verdict == "live");
        Assert.Empty(results.Where(r => r.Verdict == "gone").Select(r => r.ToString()));
    }

    private static string Mode(bool siblings) => siblings ? "with siblings" : "page alone";

    private static async Task<List<Scored>> JudgeAsync(IEnumerable<ScoredSite> sites, bool siblings, bool live)
    {
        var played = sites.ToList();
        await using var player = await SitePlayer.StartAsync(played, (site, target) => Play(site, target, siblings, live));
        using var fetching = TestFetching.With(player.Settings, s => s.AddSingleton(ShippedBook.Value));
        var results = new List<Scored>();
        var at = 0;
        await foreach (var result in fetching.Get<CheckUrls>().RunAsync(played.Select(s => s.Url(ScoredSite.Item, player.Port)), TestContext.Current.CancellationToken))
        {
            results.Add(new Scored(played[at++], result));
        }

        return results;
    }

    private static SiteAnswer Play(ScoredSite site, string target, bool siblings, bool live)
    {
        var own = target.Contains(ScoredSite.Item, StringComparison.OrdinalIgnoreCase) || !site.HasPath;
        return own ? live ? SitePages.Live(site) : SitePages.Gone(site, ScoredSite.Item)
            : target == "/" ? SitePages.Home(site)
            : !siblings ? new SiteAnswer(503, "text/plain", "")
            : SitePages.Gone(site, target.Split('/', '=')[^1]);
    }

    /// <summary>To the file that eng/score-verdicts names, and to the test's output.</summary>
    private static void Report(string what, List<Scored> results, Func<Scored, bool> right)
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{what,-28} {results.Count(right),5} of {results.Count,5}  {(double)results.Count(right) / results.Count:0.0%}   ")
            + string.Join(", ", results.GroupBy(r => r.Verdict + "/" + r.Result.Reason).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count()}")),
        };
        if (Environment.GetEnvironmentVariable("TAKEDOWN_SCORES_DETAIL") is not null)
        {
            lines.AddRange(results.Where(r => !right(r)).Select(r => "    " + r));
        }

        ScoreReport.Add(lines);
    }

    private sealed record Scored(ScoredSite Site, CheckResult Result)
    {
        public string Verdict => Result.Verdict;

        public override string ToString() =>
            $"{Site.Name}: {Result.Verdict}/{Result.Reason} {Result.Status} [{string.Join(" ", Result.Facts.Signals.Select(s => s.Name))}] gone={Site.GoneStatus} {string.Join(" | ", Site.Gone.Take(1))} live={string.Join(" | ", Site.Live.Take(1))}";
    }
}
