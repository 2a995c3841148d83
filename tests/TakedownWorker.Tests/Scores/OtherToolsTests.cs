using NodaTime;
using TakedownWorker.Fetching;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Tests.Support;
using static TakedownWorker.Tests.Scores.CheckedPage;

namespace TakedownWorker.Tests.Scores;

/// <summary>Situations that other tools get wrong (<c>cases/other-tools-errors.json</c>), row by row through the real code.</summary>
public sealed class OtherToolsTests : IAsyncLifetime
{
    private const string Thread = "https://board.test/thread/1";

    /// <summary>Rows that are not about looking; each is played where its part is tested.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["replies"] = "answers by mail are read by the mail classifier",
        ["routes"] = "recipients are found by the contact look-up",
        ["crashes"] = "kills are played by KilledInTheMiddleOfALetter, CrashExplorer and eng/kill-rounds",
    };

    private readonly ClosedPort _closed = new();
    private ScriptedHosts _hosts = null!;

    private ScriptedHost Board => _hosts["board.test"];

    private static Dictionary<string, Func<OtherToolsTests, Task>> Played => new(StringComparer.Ordinal)
    {
        ["own-network-down"] = t => t.OwnNetworkDownAsync(),
        ["one-connect-error"] = t => t.OneConnectErrorAsync(),
        ["path-404-site-up"] = t => t.PathMissingAsync(),
        ["removed-with-200"] = t => t.RemovedWith200Async(),
        ["parking-substring"] = t => t.ParkingSubstringAsync(),
        ["challenge"] = t => t.ChallengeAsync(),
        ["status-451"] = t => t.LegalBlockAsync(),
        ["gone-for-us-only"] = _ => GoneForUsOnlyAsync(),
        ["changelog-phrase"] = t => t.ChangelogAsync(),
        ["home-equals-sibling"] = t => t.AppShellAsync(),
        ["back-after-6-days"] = _ => BackTwiceAsync(),
    };

    public static TheoryData<string> Rows => [.. Played.Keys];

    public async ValueTask InitializeAsync()
    {
        _hosts = await ScriptedHosts.StartAsync("board.test", "jordan.com", "shop.dan.com");
        Board.On("/", Answers.Page($"<html><title>Board</title><h1>Board</h1><p>Welcome to the board. {Prose}</p></html>"));
    }

    public async ValueTask DisposeAsync()
    {
        _closed.Dispose();
        await _hosts.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Each_situation_is_answered_as_it_should_be(string row) => Played[row](this);

    [Fact]
    public void Every_row_of_the_list_is_played_here_or_said_to_be_elsewhere()
    {
        using var list = SharedData.Json("cases/other-tools-errors.json");
        var kinds = list.RootElement.EnumerateObject().Where(p => p.Name != "note").ToList();
        var looks = kinds.Single(k => k.Name == "looks").Value.EnumerateArray().Select(r => r.GetProperty("id").GetString()!).ToList();
        ScoreReport.Add($"other tools' errors, looks played      {looks.Count(Played.ContainsKey)} of {looks.Count}");
        ScoreReport.Add(kinds.Where(k => k.Name != "looks").Select(k =>
            $"other tools' errors, {k.Name,-16} {k.Value.GetArrayLength()} not here: {Elsewhere.GetValueOrDefault(k.Name, "?")}"));
        Assert.Empty(looks.Where(id => !Played.ContainsKey(id)).ToList());
        Assert.Empty(kinds.Select(k => k.Name).Where(k => k != "looks" && !Elsewhere.ContainsKey(k)).ToList());
    }

    private async Task OwnNetworkDownAsync()
    {
        using var control = new ClosedPort();
        var result = await AskAsync(_hosts, _closed.Url, s => s with { ControlUrls = [control.Url] });
        Assert.Equal(("inconclusive", "own-outage"), (result.Verdict, result.Reason));
        await using var world = await WatchedAsync();
        world.Pages.Online = false;
        await world.PassAsync(Duration.FromDays(2));
        Assert.Equal("live", (await world.ShowAsync()).Urls[0].Content);
        world.Pages.Online = true;
        var looks = world.Pages.Looks;
        await world.PassAsync(Duration.FromDays(1));
        Assert.True(world.Pages.Looks > looks);
    }

    private async Task OneConnectErrorAsync()
    {
        Assert.Equal("unreachable", (await AskAsync(_hosts, _closed.Url, s => s with { ControlUrls = [Board.Url("/")] })).Verdict);
        await using var world = await WatchedAsync();
        world.Pages.Fails(Thread, TakedownWorker.Core.Monitoring.LookFailure.ConnectFailure);
        await world.PassAsync(Duration.FromDays(10));
        Assert.Equal("unreachable", (await world.ShowAsync()).Urls[0].Content);
        Assert.DoesNotContain(world.Mail.Briefings, b => b.Letter.Subject.Contains("removed", StringComparison.OrdinalIgnoreCase));
    }

    private async Task PathMissingAsync()
    {
        Assert.Equal("gone/http-404", Short(await AskAsync(_hosts, Board.Url("/post/17"))));
        await using var world = await WatchedAsync();
        world.Pages.Answers(Thread, 404);
        await world.PassAsync(Duration.FromHours(2));
        Assert.Equal("gone-unconfirmed", (await world.ShowAsync()).Urls[0].Content);
    }

    private async Task RemovedWith200Async()
    {
        var page = Answers.Page("<title>Tube</title><nav>Home</nav><h1>This video has been removed.</h1>");
        Board.On("/video/17", page).On("*", page);
        var result = await AskAsync(_hosts, Board.Url("/video/17"));
        Assert.Equal("gone", result.Verdict);
        Assert.Contains(result.Facts.Signals, s => s.Reason == "gone-phrase");
        Assert.Contains(result.Facts.Signals, s => s.Reason == "soft-404");
    }

    private async Task ParkingSubstringAsync()
    {
        Board.On("/post/17", Answers.Page($"<title>Shoes</title><h1>Shoes</h1><p>{Prose}</p><a href=\"https://jordan.com/buy-domain/x\">jordan.com</a><script src=\"//cdn.jordan.com/a.js\"></script>"));
        Assert.Equal("live", (await AskAsync(_hosts, Board.Url("/post/17"))).Verdict);
        Board.On("/post/19", Answers.Redirect(_hosts["jordan.com"].NamedUrl("/shoes")));
        _hosts["jordan.com"].On("/shoes", Answers.Page($"<title>Shoes</title><h1>Shoes</h1><p>{Prose}</p>"));
        Assert.NotEqual("gone", (await AskAsync(_hosts, Board.Url("/post/19"))).Verdict);
        Board.On("/post/20", Answers.Redirect(_hosts["shop.dan.com"].NamedUrl("/buy")));
        _hosts["shop.dan.com"].On("/buy", Answers.Page("<title>A name</title><h1>board.test</h1><p>Make an offer.</p>"));
        Assert.Equal("gone/parked-domain", Short(await AskAsync(_hosts, Board.Url("/post/20"))));
        Board.On("/post/18", Answers.Page($"<title>Names</title><h1>A name that was sold</h1><p>{Prose}</p><a href=\"https://dan.com/buy-domain/x.test\">Its seller</a>")).On("*", Answers.Status(503));
        Assert.NotEqual("gone", (await AskAsync(_hosts, Board.Url("/post/18"))).Verdict);
    }

    private async Task ChallengeAsync()
    {
        Board.On("/post/17", Page(403, "<title>Just a moment...</title><h1>board.test</h1><p>Enable JavaScript and cookies to continue</p>"));
        Assert.Equal("withheld/bot-wall", Short(await AskAsync(_hosts, Board.Url("/post/17"))));
        await using var world = await WatchedAsync();
        world.Pages.Answers(Thread, 403);
        await world.PassAsync(Duration.FromDays(3));
        Assert.Equal("withheld", (await world.ShowAsync()).Urls[0].Content);
        Assert.Contains((await world.ShowAsync()).Tasks, t => t.Kind == "manual-look");
    }

    private async Task LegalBlockAsync()
    {
        Board.On("/post/17", Page(451, "<h1>Unavailable for legal reasons</h1>"));
        Assert.Equal("withheld/legal-block", Short(await AskAsync(_hosts, Board.Url("/post/17"))));
        await using var world = await WatchedAsync(TwoPlaces);
        world.Pages.Answers(Thread, 404);
        world.Pages.AnswersFrom("direct", Thread, 451);
        await world.PassAsync(Duration.FromDays(4));
        Assert.NotEqual("removed", (await world.ShowAsync()).Urls[0].Content);
    }

    private static async Task GoneForUsOnlyAsync()
    {
        await using var world = await WatchedAsync(TwoPlaces);
        world.Pages.AnswersFrom("direct", Thread, 404);
        await world.PassAsync(Duration.FromDays(4));
        Assert.Equal("live", (await world.ShowAsync()).Urls[0].Content);
        Assert.Contains((await world.ShowAsync()).Notices, n => n.Kind == "reminder-1");
        Assert.Contains(world.Mail.Briefings, b => b.Letter.Html!.Contains("gone from direct, live from nl-1", StringComparison.Ordinal));
    }

    private async Task ChangelogAsync()
    {
        var article = string.Concat(Enumerable.Repeat($"<p>{Prose}</p>", 12));
        Board.On("/news/17", Answers.Page($"<title>Changes</title><h1>Changes in May</h1>{article}<p>The old page has been removed.</p>{article}"));
        Assert.Equal("live", (await AskAsync(_hosts, Board.Url("/news/17"))).Verdict);
    }

    private async Task AppShellAsync()
    {
        var shell = Answers.Page($"<title>App</title><div id=root><h1>App</h1><p>{Prose}</p></div><script src=/app.js></script>");
        Board.On("/", shell).On("*", shell);
        Assert.Equal("inconclusive", (await AskAsync(_hosts, Board.Url("/post/17"))).Verdict);
        var empty = Answers.Page("<title>App</title><div id=root></div><script src=/app.js></script>");
        Board.On("/", Answers.Page("<h1>Home</h1>")).On("*", empty);
        Assert.Equal("inconclusive", (await AskAsync(_hosts, Board.Url("/post/17"))).Verdict);
    }

    private static async Task BackTwiceAsync()
    {
        await using var world = await WatchedAsync();
        foreach (var (days, attempt) in new[] { (6, 2), (30, 3) })
        {
            world.Pages.Answers(Thread, 404);
            await world.PassAsync(Duration.FromDays(4));
            Assert.Equal("removed", (await world.ShowAsync()).Urls[0].Content);
            await world.PassAsync(Duration.FromDays(days - 3));
            world.Pages.Live(Thread);
            await world.PassAsync(Duration.FromDays(8));
            var url = Assert.Single((await world.ShowAsync()).Urls);
            Assert.Equal(("live", attempt), (url.Content, url.Attempt));
        }
    }

    private static string Short(CheckResult result) => result.Verdict + "/" + result.Reason;

    private static void TwoPlaces(TakedownOptions options) =>
        options.Monitoring.Vantages.Add(new VantageOptions { Name = "nl-1", Country = "NL", Proxy = "socks5://127.0.0.1:9" });

    /// <summary>A case whose one address is live and written about.</summary>
    private static async Task<World> WatchedAsync(Action<TakedownOptions>? configure = null)
    {
        var world = await World.StartAsync(configure);
        world.Pages.Live(Thread);
        await world.OpenAsync(Thread);
        await world.PassAsync(Duration.FromHours(2));
        return world;
    }
}
