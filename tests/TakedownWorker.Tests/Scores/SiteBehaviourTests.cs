using TakedownWorker.Tests.Support;
using static TakedownWorker.Tests.Scores.CheckedPage;

namespace TakedownWorker.Tests.Scores;

/// <summary>How real sites answer for what is gone or kept back (<c>gone-signatures/site-behaviours.json</c>), row by row.</summary>
public sealed class SiteBehaviourTests
{
    [Fact]
    public async Task Every_observed_behaviour_is_judged_as_its_row_says()
    {
        await using var hosts = await ScriptedHosts.StartAsync([.. SiteBehaviours.All.Select(b => b.Host).Distinct(StringComparer.Ordinal)]);
        var wrong = new List<string>();
        foreach (var row in SiteBehaviours.All)
        {
            var host = hosts[row.Host].On("*", row.Others ?? row.Answer).On("/", SiteBehaviours.HomePage);
            foreach (var (path, answer) in row.Then.Append((row.Path.Split('?', '#')[0], row.Answer)))
            {
                host.On(path, answer);
            }

            var result = await AskAsync(hosts, host.NamedUrl(row.Path));
            if (!row.Right.Contains(result.Verdict) && !row.Right.Contains(result.Verdict + "/" + result.Reason))
            {
                wrong.Add($"{row.Host} {row.Says}: {Say(result)}, right: {string.Join(" or ", row.Right)}");
            }
        }

        ScoreReport.Add([$"site behaviours                       {SiteBehaviours.All.Length - wrong.Count} of {SiteBehaviours.All.Length}", .. wrong]);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_row_is_played_or_said_to_be_elsewhere()
    {
        using var list = SharedData.Json("gone-signatures/site-behaviours.json");
        Assert.Empty(list.RootElement.GetProperty("rows").EnumerateArray()
            .Where(r => !SiteBehaviours.Elsewhere.ContainsKey(r.GetProperty("site").GetString()!))
            .Select(r => r.GetProperty("observation").GetString()!)
            .Where(o => !SiteBehaviours.All.Any(b => o.Contains(b.Says, StringComparison.Ordinal))).ToList());
    }
}
