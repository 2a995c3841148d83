using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Takedowns;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

/// <summary>Situations that other tools get wrong, and hosts that answer in unkind ways, through the same path as <c>check</c>.</summary>
public sealed class JudgedFetcherTests : IAsyncLifetime
{
    private const string Prose = "The kettle was bought at a market in spring and has been in use every day since then. It holds a litre and a half, "
        + "boils in four minutes, and its handle stays cool. Below are notes on cleaning it, on the water of the town, and on tea. ";

    private ScriptedHosts _hosts = null!;

    private ScriptedHost Board => _hosts["board.test"];

    public async ValueTask InitializeAsync()
    {
        _hosts = await ScriptedHosts.StartAsync("board.test");
        Board.On("/", Answers.Page("<html><title>Board</title><h1>Board</h1><p>Welcome to the board.</p></html>"));
    }

    public async ValueTask DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public async Task A_message_that_a_video_has_been_removed_is_gone_also_with_200()
    {
        var page = Answers.Page("<title>Tube</title><nav>Home</nav><h1>This video has been removed.</h1>");
        Board.On("/video/17", page).On("*", page);
        Assert.Equal("gone", (await CheckAsync("/video/17")).Verdict);
    }

    [Fact]
    public async Task The_same_message_needs_no_sibling()
    {
        Board.On("/video/17", Answers.Page("<title>Tube</title><nav>Home</nav><h1>This video has been removed.</h1>")).On("*", Answers.Status(503));
        Assert.Equal("gone gone-phrase", Say(await CheckAsync("/video/17")));
    }

    [Fact]
    public async Task A_link_to_a_name_that_holds_a_parking_service_is_not_parking()
    {
        Board.On("/post/17", Answers.Page($"<title>Shoes</title><h1>Shoes</h1><p>{Prose}</p><a href=\"https://jordan.com\">jordan.com</a>"));
        Assert.Equal("live", (await CheckAsync("/post/17")).Verdict);
    }

    [Fact]
    public async Task A_403_with_a_challenge_is_a_bot_wall()
    {
        Board.On("/post/17", Error(403, "<title>Just a moment...</title><h1>board.test</h1><p>Checking the site connection security</p>"));
        Assert.Equal("withheld bot-wall", Say(await CheckAsync("/post/17")));
    }

    [Fact]
    public async Task A_404_with_a_challenge_is_no_removal()
    {
        Board.On("/post/17", Error(404, "<title>x</title>", ("cf-mitigated", "challenge")));
        Assert.Equal("withheld bot-wall", Say(await CheckAsync("/post/17")));
    }

    [Fact]
    public async Task A_long_article_that_speaks_of_removal_is_live()
    {
        var article = string.Concat(Enumerable.Repeat($"<p>{Prose}</p>", 12));
        Board.On("/news/17", Answers.Page($"<title>Changes</title><h1>Changes in May</h1>{article}<p>The old page has been removed.</p>{article}"));
        Assert.Equal("live content-present", Say(await CheckAsync("/news/17")));
    }

    [Fact]
    public async Task A_page_that_answers_for_every_address_and_for_home_proves_nothing()
    {
        var shell = Answers.Page($"<title>App</title><div id=root><h1>App</h1><p>{Prose}</p></div><script src=/app.js></script>");
        Board.On("/", shell).On("*", shell);
        Assert.Equal("inconclusive signals-disagree", Say(await CheckAsync("/post/17")));
    }

    [Fact]
    public async Task Comments_navigation_and_scripts_are_not_the_sites_message()
    {
        Board.On("/post/17", Answers.Page(
            "<title>Kettle</title><nav>Page not found</nav><h1>Kettle</h1><video src=/k.mp4></video><p>A film of a kettle.</p>"
            + "<div class=comments><p>This video has been removed.</p></div><script>var t='page not found';</script><div hidden>User not found</div>"));
        Assert.Equal("live content-present", Say(await CheckAsync("/post/17")));
    }

    [Fact]
    public async Task A_page_like_its_sibling_that_hangs_on_another_part_is_not_gone()
    {
        Board.On("/amber-kettle/about-me", Answers.Page($"<h1>Amber</h1><p>{Prose}</p>"));
        Board.On("*", async context =>
        {
            var own = context.Request.Path.StartsWithSegments("/amber-kettle", StringComparison.Ordinal);
            await Answers.Page(own ? $"<h1>Amber</h1><p>{Prose}</p>" : "<h1>Nothing by this name</h1>")(context);
        });
        Assert.NotEqual("gone", (await CheckAsync("/amber-kettle/about-me")).Verdict);
    }

    [Fact]
    public async Task Noise_that_differs_in_every_answer_hides_no_soft_404()
    {
        var asked = 0;
        Board.On("*", async context =>
        {
            var n = Interlocked.Increment(ref asked);
            await Answers.Page($"<title>B</title><main><p>Hm, dies gibt es hier wohl so nicht.</p></main><aside>word{(char)('a' + n)} of the day</aside>")(context);
        });
        Assert.Equal("gone soft-404", Say(await CheckAsync("/post/17")));
    }

    [Fact]
    public async Task A_redirect_home_is_gone_when_unknown_addresses_go_there_too()
    {
        Board.On("*", Answers.Redirect("/"));
        Assert.Equal("gone redirect-home", Say(await CheckAsync("/post/17")));
    }

    [Theory]
    [InlineData("<h1>Are you over 18?</h1><a href=/enter>Yes</a>")]
    [InlineData("<h1>Board</h1><form><input type=password name=p></form>")]
    public async Task A_redirect_to_a_home_with_a_gate_is_no_removal(string home)
    {
        Board.On("*", Answers.Redirect("/")).On("/", Answers.Page(home));
        Assert.NotEqual("gone", (await CheckAsync("/post/17")).Verdict);
    }

    [Theory]
    [InlineData("/login?next=17", "withheld login-wall")]
    [InlineData("/human-verification", "withheld bot-wall")]
    [InlineData("/ageGate", "withheld age-gate")]
    [InlineData("/maintenance-vid.mp4", "unreachable server-error")]
    [InlineData("/404.html", "gone soft-404")]
    public async Task Where_a_redirect_ends_tells(string target, string expected)
    {
        Board.On("/post/17", Answers.Redirect(target)).On(target.Split('?')[0], Answers.Page("<title>B</title><p>Here</p>"));
        Assert.Equal(expected, Say(await CheckAsync("/post/17")));
    }

    [Fact]
    public async Task A_word_of_the_reported_address_itself_tells_nothing()
    {
        Board.On("/removed/404-not-found", Answers.Page($"<title>Songs</title><h1>A song of doors</h1><p>{Prose}</p>"));
        Assert.Equal("live content-present", Say(await CheckAsync("/removed/404-not-found")));
    }

    [Fact]
    public async Task A_sibling_is_asked_for_once_for_a_pattern()
    {
        Board.On("/post/17", Answers.Page($"<h1>Kettle</h1><p>{Prose}</p>")).On("/post/18", Answers.Page($"<h1>Cup</h1><p>{Prose}</p>"));
        await CheckAsync("/post/17", "/post/18");
        Assert.Equal(3, Board.Requests.Count);
    }

    private static Microsoft.AspNetCore.Http.RequestDelegate Error(int status, string body, params (string Name, string Value)[] headers) => async context =>
    {
        await Answers.Status(status, headers)(context);
        await Answers.Page(body)(context);
    };

    [Fact]
    public async Task A_fault_of_ours_while_a_sibling_is_asked_for_is_not_kept_for_the_next_look()
    {
        Board.On("/post/17", Answers.Page($"<title>Kettle</title><h1>Kettle</h1><p>{Prose}</p>"));
        using var fetching = TestFetching.With(
            TestFetching.OpenTo(_hosts),
            s => s.AddSingleton(ShippedBook.Value).AddKeyedSingleton<TimeProvider>(Clocks.Domain, new ClockThatFailsOnce(atCall: 2)));
        Task<LookFacts> Look() => fetching.Get<JudgedFetcher>().LookAsync(Board.Url("/post/17"), default, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<InvalidOperationException>(Look);
        Assert.NotNull((await Look()).Signals);
    }

    /// <summary>The first request of a look is the page, the second its sibling.</summary>
    private sealed class ClockThatFailsOnce(int atCall) : TimeProvider
    {
        private int calls;

        public override DateTimeOffset GetUtcNow() =>
            Interlocked.Increment(ref calls) == atCall ? throw new InvalidOperationException("planted") : System.GetUtcNow();
    }

    private async Task<CheckResult> CheckAsync(params string[] paths)
    {
        using var fetching = TestFetching.With(TestFetching.OpenTo(_hosts), s => s.AddSingleton(ShippedBook.Value));
        CheckResult? last = null;
        await foreach (var result in fetching.Get<CheckUrls>().RunAsync(paths.Select(Board.Url), TestContext.Current.CancellationToken))
        {
            last = result;
        }

        return last!;
    }

    private static string Say(CheckResult result) => result.Verdict + " " + result.Reason;
}
