using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Takedowns;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

public sealed class PageFetcherTests : IAsyncLifetime
{
    private ScriptedHosts _hosts = null!;
    private TestFetching _fetching = null!;

    private ScriptedHost Board => _hosts["board.test"];

    public async ValueTask InitializeAsync()
    {
        _hosts = await ScriptedHosts.StartAsync("board.test", "other.test", "tls.test");
        _fetching = TestFetching.With(TestFetching.OpenTo(_hosts));
    }

    public async ValueTask DisposeAsync()
    {
        _fetching.Dispose();
        await _hosts.DisposeAsync();
    }

    [Fact]
    public async Task A_page_is_seen_with_status_type_and_length()
    {
        Board.On("/a", Answers.Page("twelve bytes"));
        var facts = await _fetching.LookAsync(Board.Url("/a"));
        Assert.Equal(
            (LookFailure.None, 200, "text/html", 12L, Board.Url("/a")),
            (facts.Failure, facts.Status, facts.ContentType, facts.Length, facts.FinalUrl));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(403)]
    [InlineData(451)]
    [InlineData(503)]
    public async Task A_status_is_a_fact(int status)
    {
        Board.On("/a", Answers.Status(status));
        Assert.Equal(status, (await _fetching.LookAsync(Board.Url("/a"))).Status);
    }

    [Fact]
    public async Task Redirects_are_followed_by_hand_and_every_hop_is_kept()
    {
        Board.On("/a", Answers.Redirect(_hosts["other.test"].NamedUrl("/dir/b"), 301));
        _hosts["other.test"].On("/dir/b", Answers.Redirect("../c?x", 307)).On("/c", Answers.Page("c"));
        var facts = await _fetching.LookAsync(Board.NamedUrl("/a"));
        Assert.Equal(
            [
                new Hop(Board.NamedUrl("/a"), 301),
                new Hop(_hosts["other.test"].NamedUrl("/dir/b"), 307),
                new Hop(_hosts["other.test"].NamedUrl("/c?x"), 200),
            ],
            facts.Hops.ToArray());
    }

    [Fact]
    public async Task A_circle_of_redirects_is_a_loop()
    {
        Board.On("/a", Answers.Redirect("/b")).On("/b", Answers.Redirect("/a"));
        var facts = await _fetching.LookAsync(Board.Url("/a"));
        Assert.Equal((LookFailure.RedirectLoop, 2), (facts.Failure, facts.Hops.Length));
    }

    [Fact]
    public async Task Ten_requests_are_the_limit()
    {
        Board.On("*", context => Answers.Redirect(context.Request.Path + "a")(context));
        var facts = await _fetching.LookAsync(Board.Url("/a"));
        Assert.Equal((LookFailure.RedirectLoop, 10), (facts.Failure, facts.Hops.Length));
    }

    [Theory]
    [InlineData("ftp://board.test/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://user@board.test/")]
    [InlineData("http://0x7f.1/")]
    public async Task A_redirect_to_no_web_address_is_not_followed(string location)
    {
        Board.On("/a", Answers.Redirect(location));
        Assert.Equal(LookFailure.BadRedirect, (await _fetching.LookAsync(Board.Url("/a"))).Failure);
    }

    [Fact]
    public async Task A_redirect_without_location_is_the_last_answer()
    {
        Board.On("/a", Answers.Status(302));
        Assert.Equal(302, (await _fetching.LookAsync(Board.Url("/a"))).Status);
    }

    [Theory]
    [InlineData("/a/../b//c/.")]
    [InlineData("/%7Ea%zz")]
    [InlineData("/a?x=%2f&b=1&a=%41")]
    [InlineData("/a;b=c|d")]
    public async Task The_address_is_asked_for_as_reported(string target)
    {
        await _fetching.LookAsync(Board.Url(target));
        Assert.Equal(target, Assert.Single(Board.Requests).Target);
    }

    [Fact]
    public async Task A_request_looks_like_anyones_and_asks_for_text_only()
    {
        await _fetching.LookAsync(Board.NamedUrl("/a#part"));
        var headers = Assert.Single(Board.Requests).Headers;
        Assert.Equal(
            ["Accept", "Accept-Encoding", "Accept-Language", "Host", "User-Agent"],
            headers.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain("image", headers["Accept"], StringComparison.Ordinal);
        Assert.DoesNotContain("*", headers["Accept"], StringComparison.Ordinal);
        Assert.StartsWith("Mozilla/5.0 ", headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_is_not_kept()
    {
        Board.On("/a", Answers.Status(302, ("Location", "/b"), ("Set-Cookie", "seen=1; Path=/")))
            .On("/b", Answers.Page("b"));
        await _fetching.LookAsync(Board.Url("/a"));
        Assert.All(Board.Requests, request => Assert.DoesNotContain("Cookie", request.Headers.Keys));
    }

    [Fact]
    public async Task Nobody_listening_is_a_connect_failure()
    {
        using var closed = new ClosedPort();
        Assert.Equal(LookFailure.ConnectFailure, (await _fetching.LookAsync(closed.Url)).Failure);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_a_connect_failure_after_one_attempt()
    {
        Board.On("/a", Answers.HangUp());
        var facts = await _fetching.LookAsync(Board.Url("/a"));
        Assert.Equal((LookFailure.ConnectFailure, 1), (facts.Failure, Board.Requests.Count));
    }

    [Fact]
    public async Task A_self_signed_certificate_is_a_tls_failure()
    {
        var facts = await _fetching.LookAsync(_hosts["tls.test"].NamedUrl("/"));
        Assert.Equal((LookFailure.TlsFailure, 0), (facts.Failure, _hosts["tls.test"].Requests.Count));
    }

    [Fact]
    public async Task Tls_spoken_to_a_plain_port_is_a_tls_failure() =>
        Assert.Equal(
            LookFailure.TlsFailure,
            (await _fetching.LookAsync(Board.Url("/").Replace("http:", "https:", StringComparison.Ordinal))).Failure);

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("Sun, 01 Mar 2026 12:10:00 GMT", 600)]
    [InlineData("Sunday, 01-Mar-26 12:10:00 GMT", 600)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    [InlineData("99999999999999999999", null)]
    public async Task Retry_after_is_read_in_both_forms(string header, int? seconds)
    {
        var clock = new FakeTimeProvider(SomeLook.At.ToDateTimeOffset());
        using var fetching = TestFetching.With(
            TestFetching.OpenTo(_hosts), services => services.AddKeyedSingleton<TimeProvider>(Clocks.Domain, clock));
        Board.On("/a", Answers.Status(429, ("Retry-After", header)));
        var facts = await fetching.LookAsync(Board.Url("/a"));
        Assert.Equal(seconds, facts.RetryAfter is { } later ? (int?)(later - SomeLook.At).TotalSeconds : null);
    }

    [Theory]
    [InlineData("not an address")]
    [InlineData("http://0._/")]
    public async Task What_is_no_address_is_not_asked_for(string text) =>
        Assert.Equal(LookFailure.InvalidUrl, (await _fetching.LookAsync(text)).Failure);

    [Fact]
    public async Task A_cancelled_look_is_cancelled_and_nothing_else()
    {
        using var stop = new CancellationTokenSource();
        Board.On("/a", async context =>
        {
            // The request is out and its answer awaited: the stop breaks a connection that stands.
            await stop.CancelAsync();
            await Answers.Silence()(context);
        });
        var look = _fetching.Get<PageFetcher>().LookAsync(Board.Url("/a"), default, stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
    }

    [Fact]
    public async Task The_look_is_dated_by_the_domain_clock()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse("2030-05-06T07:08:09Z", CultureInfo.InvariantCulture));
        using var fetching = TestFetching.With(
            TestFetching.OpenTo(_hosts), services => services.AddKeyedSingleton<TimeProvider>(Clocks.Domain, clock));
        Assert.Equal(Instant.FromUtc(2030, 5, 6, 7, 8, 9), (await fetching.LookAsync(Board.Url("/a"))).At);
    }
}
