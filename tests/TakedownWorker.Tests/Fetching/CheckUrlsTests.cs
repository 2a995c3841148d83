using System.Text.Json;
using NJsonSchema;
using TakedownWorker.Core.Intake;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

public sealed class CheckUrlsTests : IAsyncLifetime
{
    private readonly ClosedPort _closed = new();
    private ScriptedHosts _hosts = null!;

    private ScriptedHost Board => _hosts["board.test"];

    private ScriptedHost Other => _hosts["other.test"];

    public async ValueTask InitializeAsync()
    {
        _hosts = await ScriptedHosts.StartAsync("board.test", "other.test");
        Board.On("/live", Answers.Page("here")).On("/limited", Answers.Status(429, ("Retry-After", "60")))
            .On("/moved", Answers.Redirect("/"));
        Board.On("/", Answers.Page("home"));
    }

    public async ValueTask DisposeAsync()
    {
        _closed.Dispose();
        await _hosts.DisposeAsync();
    }

    [Fact]
    public async Task Each_line_has_its_result_in_the_order_of_the_input()
    {
        var open = new TaskCompletionSource();
        Board.On("/slow", async context => await open.Task.WaitAsync(context.RequestAborted));
        Other.On("/quick", async context =>
        {
            await Answers.Page("quick")(context);
            open.TrySetResult();
        });
        string[] lines = [Board.Url("/slow"), "", Other.Url("/quick"), "  ", "nonsense", Board.Url("/live")];
        Assert.Equal(
            [Board.Url("/slow"), Other.Url("/quick"), "nonsense", Board.Url("/live")],
            (await RunAsync(Open, lines)).Select(result => result.Url));
    }

    [Fact]
    public async Task A_result_does_not_wait_for_those_after_it()
    {
        Other.On("/never", Answers.Silence());
        using var fetching = TestFetching.With(Open);
        await using var results = fetching.Get<CheckUrls>()
            .RunAsync([Board.Url("/live"), Other.Url("/never")], TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await results.MoveNextAsync();
        Assert.Equal("content-present", results.Current.Reason);
    }

    [Fact]
    public async Task One_host_is_looked_at_one_address_after_the_other()
    {
        var (now, most) = (0, 0);
        Board.On("*", async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
            await Answers.Page("x")(context);
        });
        await RunAsync(Open, Enumerable.Range(0, 20).Select(i => Board.Url($"/{i}")));
        Assert.Equal((20, 1), (Board.Requests.Count(r => r.Target.Length < 4 && r.Target != "/"), most));
    }

    [Fact]
    public async Task Between_two_looks_at_one_host_lies_the_gap()
    {
        var gap = TimeSpan.FromMilliseconds(150);
        var began = TimeProvider.System.GetTimestamp();
        await RunAsync(Open with { PerHostGap = gap }, [Board.Url("/live"), Board.Url("/live"), Board.Url("/live")]);
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= 2 * gap);
    }

    [Theory]
    [InlineData("/live", "live content-present")]
    [InlineData("/nowhere", "gone http-404")]
    [InlineData("/moved", "gone redirect-home")]
    [InlineData("/limited", "withheld rate-limited")]
    public async Task The_verdict_is_the_judges(string path, string expected)
    {
        var result = Assert.Single(await RunAsync(Open, [Board.Url(path)]));
        Assert.Equal(expected, result.Verdict + " " + result.Reason);
    }

    [Fact]
    public async Task By_default_loopback_is_refused()
    {
        var result = Assert.Single(await RunAsync(new FetchSettings(), [Board.Url("/live")]));
        Assert.Equal(
            ("inconclusive", "private-address", "private-address"),
            (result.Verdict, result.Reason, result.Facts.Failure));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" http://a.test/")]
    [InlineData("http://b\u00fccher.test/\u202e")]
    public async Task A_malformed_address_is_kept_byte_for_byte(string text)
    {
        var url = "x" + text;
        var result = Assert.Single(await RunAsync(Open, [url]));
        Assert.Equal(
            ("invalid-url", url), (result.Reason, JsonDocument.Parse(result.ToJson()).RootElement.GetProperty("url").GetString()));
    }

    [Fact]
    public async Task A_dead_host_is_unreachable_however_often_it_is_asked()
    {
        var results = await RunAsync(Open, Enumerable.Repeat(_closed.Url, 8));
        Assert.All(results, result => Assert.Equal("connect-failure", result.Reason));
    }

    [Fact]
    public async Task A_dead_host_with_silent_controls_is_our_own_outage()
    {
        using var control = new ClosedPort();
        var result = Assert.Single(await RunAsync(Open with { ControlUrls = [control.Url] }, [_closed.Url]));
        Assert.Equal("inconclusive own-outage", result.Verdict + " " + result.Reason);
    }

    [Fact]
    public async Task A_dead_host_with_answering_controls_is_dead()
    {
        var result = Assert.Single(await RunAsync(Open with { ControlUrls = [Other.Url("/")] }, [_closed.Url]));
        Assert.Equal("connect-failure", result.Reason);
    }

    [Fact]
    public async Task Every_line_fits_its_schema()
    {
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(Repository.Root, "docs", "schemas", "check.schema.json"), TestContext.Current.CancellationToken);
        string[] lines = [Board.Url("/live"), Board.Url("/moved"), Board.Url("/limited"), _closed.Url, "nonsense", "http://10.0.0.1/"];
        Assert.All(await RunAsync(Open, lines), result => Assert.Empty(schema.Validate(result.ToJson())));
    }

    [Fact]
    public async Task The_schema_refuses_a_reason_of_another_verdict()
    {
        var schema = await JsonSchema.FromFileAsync(
            Path.Combine(Repository.Root, "docs", "schemas", "check.schema.json"), TestContext.Current.CancellationToken);
        var result = Assert.Single(await RunAsync(Open, [Board.Url("/live")]));
        Assert.NotEmpty(schema.Validate((result with { Reason = "http-404" }).ToJson()));
    }

    [Fact]
    public async Task The_line_has_exactly_the_promised_shape()
    {
        var result = Assert.Single(await RunAsync(Open, [Board.Url("/moved")]));
        var line = JsonDocument.Parse(result.ToJson()).RootElement;
        Assert.Equal(
            ["url", "at", "verdict", "reason", "confidence", "status", "finalUrl", "hops", "facts"],
            line.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            $$"""[{"url":"{{Board.Url("/moved")}}","status":302},{"url":"{{Board.Url("/")}}","status":200}]""",
            line.GetProperty("hops").GetRawText());
    }

    [Fact]
    public async Task The_line_for_people_obeys_no_control_character()
    {
        var result = Assert.Single(await RunAsync(Open, ["http://a.test/\u001b[2J\u202e"]));
        Assert.EndsWith("http://a.test/?[2J?", result.ToText(), StringComparison.Ordinal);
    }

    private FetchSettings Open => TestFetching.OpenTo(_hosts);

    [Fact]
    public async Task A_refused_address_is_told_with_what_is_wrong_and_the_cure()
    {
        var result = Assert.Single(await RunAsync(TestFetching.OpenTo(_hosts), ["http://0x7f.1/"]));
        Assert.EndsWith(UrlFaults.Explain(UrlFault.NumericHost) + ":  http://0x7f.1/", result.ToText(), StringComparison.Ordinal);
    }

    private static async Task<List<CheckResult>> RunAsync(FetchSettings settings, IEnumerable<string> lines)
    {
        using var fetching = TestFetching.With(settings);
        var results = new List<CheckResult>();
        await foreach (var result in fetching.Get<CheckUrls>().RunAsync(lines, TestContext.Current.CancellationToken))
        {
            results.Add(result);
        }

        return results;
    }
}
