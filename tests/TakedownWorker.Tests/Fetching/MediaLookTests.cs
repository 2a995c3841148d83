using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Scores;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

/// <summary>Addresses of pictures and films: their headers alone are asked for, and no byte of them is ever read.</summary>
public sealed class MediaLookTests : IAsyncLifetime
{
    private ScriptedHosts _hosts = null!;

    private ScriptedHost Board => _hosts["board.test"];

    private string Methods => string.Join(' ', Board.Requests.Where(r => r.Target.StartsWith("/kettle", StringComparison.Ordinal)).Select(r => r.Method));

    public async ValueTask InitializeAsync() => _hosts = await ScriptedHosts.StartAsync("board.test");

    public async ValueTask DisposeAsync() => await _hosts.DisposeAsync();

    [Theory]
    [InlineData("/kettle.jpg", "image/jpeg")]
    [InlineData("/kettle.MP4?x=1", "video/mp4")]
    [InlineData("/kettle.m3u8", "application/vnd.apple.mpegurl")]
    public async Task A_medium_is_looked_at_by_HEAD_alone(string path, string type)
    {
        var body = new CountedBody(type);
        Board.On(path.Split('?')[0], body.AnswerAsync);
        var facts = await LookAsync(path);
        Assert.Equal((LookFailure.None, 200, type, CountedBody.Size, "HEAD"), (facts.Failure, facts.Status, facts.ContentType, facts.Length, Methods));
        Assert.Equal("live/media-present", Short(await CheckAsync(path)));
    }

    [Theory]
    [InlineData(405)]
    [InlineData(501)]
    [InlineData(403)]
    [InlineData(400)]
    [InlineData(404)] // a server that knows no HEAD for its files
    [InlineData(200, "text/html")] // a page about the refusal
    public async Task Where_HEAD_is_refused_a_GET_is_cut_off_after_its_headers(int status, string? type = null)
    {
        var body = new CountedBody("image/jpeg");
        Board.On("/kettle.jpg", context => HttpMethods.IsHead(context.Request.Method) ? CheckedPage.Page(status, "", type ?? "text/plain")(context) : body.AnswerAsync(context));
        var facts = await LookAsync("/kettle.jpg");
        Assert.Equal((LookFailure.None, 200, "image/jpeg", "HEAD GET"), (facts.Failure, facts.Status, facts.ContentType, Methods));
        Assert.Equal([status, 200], facts.Hops.Select(h => h.Status!.Value));
        Assert.InRange(await body.Ended.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken), 0, CountedBody.Size / 8);
    }

    [Fact]
    public async Task Where_HEAD_is_never_answered_a_GET_tells()
    {
        var body = new CountedBody("image/jpeg");
        Board.On("/kettle.jpg", context => HttpMethods.IsHead(context.Request.Method) ? Answers.Silence()(context) : body.AnswerAsync(context));
        using var fetching = TestFetching.With(TestFetching.OpenTo(_hosts), s => s.AddSingleton(FetchLimits.Default with { Head = TimeSpan.FromMilliseconds(200) }));
        Assert.Equal((LookFailure.None, 200), await StatusAsync(fetching));
    }

    [Theory]
    [InlineData(404, "gone/http-404")]
    [InlineData(410, "gone/http-410")]
    [InlineData(451, "withheld/legal-block")]
    [InlineData(429, "withheld/rate-limited")]
    [InlineData(503, "unreachable/server-error")]
    public async Task What_HEAD_says_of_a_removal_is_asked_again_by_GET(int status, string expected)
    {
        Board.On("/kettle.jpg", Answers.Status(status));
        Assert.Equal(expected, Short(await CheckAsync("/kettle.jpg")));
        Assert.Equal("HEAD GET", Methods);
    }

    [Fact]
    public async Task A_page_whose_address_ends_like_a_files_is_read_as_a_page()
    {
        Board.On("/kettle/File:Kettle.jpg", Answers.Page($"<title>Kettle</title><h1>File: Kettle.jpg</h1><p>{CheckedPage.Prose}</p>"));
        Assert.Equal("live/content-present", Short(await CheckAsync("/kettle/File:Kettle.jpg")));
        Assert.StartsWith("HEAD GET", Methods, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_a_picture_for_all_that_are_gone_is_followed()
    {
        Board.On("/kettle.jpg", Answers.Redirect("/removed.png")).On("/removed.png", CheckedPage.Page(200, "x", "image/png"));
        Assert.Equal("gone/soft-404", Short(await CheckAsync("/kettle.jpg")));
        Assert.Equal("HEAD", Methods);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HEAD")]
    public async Task Redirects_by_HEAD_and_GET_are_counted_together(string refused)
    {
        Board.On("/kettle.jpg", Answers.Redirect("/kettle1.jpg")).On("*", context => context.Request.Method == refused
            ? Answers.Status(405)(context)
            : Answers.Redirect($"/kettle{Guid.NewGuid():N}.jpg")(context));
        Assert.Equal(LookFailure.RedirectLoop, (await LookAsync("/kettle.jpg")).Failure);
        Assert.InRange(Board.Requests.Count, FetchLimits.Default.Hops, FetchLimits.Default.Hops + 1);
    }

    [Fact]
    public async Task A_host_that_refuses_the_connection_is_asked_once()
    {
        Board.On("/kettle.jpg", Answers.HangUp());
        Assert.Equal(LookFailure.ConnectFailure, (await LookAsync("/kettle.jpg")).Failure);
        Assert.Equal("HEAD", Methods);
    }

    [Theory]
    [InlineData("http://a.test/x.jpg", true)]
    [InlineData("http://a.test/x.WebP?size=2", true)]
    [InlineData("http://a.test/x.jpg/", false)]
    [InlineData("http://a.test/x.jpg/view", false)]
    [InlineData("http://a.test/x?f=x.jpg", false)]
    [InlineData("http://a.jpg/", false)]
    [InlineData("http://a.mov", false)]
    [InlineData("http://a.test/jpg", false)]
    [InlineData("http://a.test/x.html", false)]
    public void An_address_is_a_mediums_by_the_end_of_its_path(string url, bool expected) =>
        Assert.Equal(expected, MediaAddress.Looks(ReportedUrl.Parse(url).Url!));

    private async Task<LookFacts> LookAsync(string path)
    {
        using var fetching = TestFetching.With(TestFetching.OpenTo(_hosts));
        return await fetching.LookAsync(Board.Url(path));
    }

    private async Task<(LookFailure Failure, int? Status)> StatusAsync(TestFetching fetching)
    {
        var facts = await fetching.LookAsync(Board.Url("/kettle.jpg"));
        return (facts.Failure, facts.Status);
    }

    private Task<CheckResult> CheckAsync(string path) => CheckedPage.AskAsync(_hosts, Board.Url(path));

    private static string Short(CheckResult result) => result.Verdict + "/" + result.Reason;
}
