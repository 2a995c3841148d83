using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

/// <summary>Pages made to exhaust or to mislead their reader end soon and as a value.</summary>
public sealed class HostilePageTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private ScriptedHosts _hosts = null!;

    private ScriptedHost Board => _hosts["board.test"];

    public async ValueTask InitializeAsync() => _hosts = await ScriptedHosts.StartAsync("board.test", "other.test");

    public async ValueTask DisposeAsync() => await _hosts.DisposeAsync();

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<a href=x>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<p>")]
    [InlineData("<b><p></b>")]
    [InlineData("<font color=a><p>")]
    [InlineData("<form><input type=password>")]
    [InlineData("</p>")]
    [InlineData("<svg><math>")]
    [InlineData("<")]
    [InlineData("<!--")]
    [InlineData("&amp")]
    public async Task A_hundred_thousand_tags_are_read_soon(string tag)
    {
        Board.On("/post/17", Answers.Page("<title>x</title>" + string.Concat(Enumerable.Repeat(tag, 100_000)) + "tea"));
        await ReadSoonAsync();
    }

    [Fact]
    public async Task A_hundred_thousand_attributes_are_read_soon()
    {
        var attributes = string.Concat(Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $" a{i}=1")));
        Board.On("/post/17", Answers.Page($"<title>x</title><p{attributes}>tea</p>"));
        await ReadSoonAsync();
    }

    [Theory]
    [InlineData("<div>", "text/html")]
    [InlineData("<a href=x>", "text/html")]
    [InlineData("<table><tr><td>", "text/html")]
    [InlineData("<b><p></b>", "text/html")]
    [InlineData("<svg><math>", "text/html")]
    [InlineData("<p a=1 b=2 c=3>", "text/html")]
    [InlineData("&amp", "text/html")]
    [InlineData("<!--", "text/html")]
    [InlineData("[", "application/json")]
    [InlineData("{\"a\":", "application/json")]
    [InlineData("not found. ", "text/plain")]
    public void What_reading_takes_grows_with_the_text_and_no_faster(string piece, string type)
    {
        var seed = new PageFacts { Url = "http://a.test/x", FinalUrl = "http://a.test/x", Status = 200 };
        _ = PageReader.Read(seed, type, string.Concat(Enumerable.Repeat(piece, 10)));
        var text = string.Concat(Enumerable.Repeat(piece, 100_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = PageReader.Read(seed, type, text);
        var took = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(took < 40L * sizeof(char) * text.Length + 16 * 1024 * 1024, $"{took:N0} bytes for {text.Length:N0} characters");
    }

    [Fact]
    public async Task Deep_data_is_read_soon()
    {
        Board.On("/post/17", Answers.Page(new string('[', 100_000), "application/json"));
        await ReadSoonAsync();
    }

    [Fact]
    public async Task One_sentence_of_a_million_words_is_read_soon()
    {
        Board.On("/post/17", Answers.Page("<h1>" + string.Concat(Enumerable.Repeat("not ", 400_000)) + "</h1>"));
        await ReadSoonAsync();
    }

    [Theory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("text/html; charset=nonsense-17")]
    [InlineData("text/html; charset=utf-16")]
    [InlineData("text/html")]
    public async Task NULs_and_broken_characters_are_no_fault(string type)
    {
        byte[] bytes = [0, 0, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80, 0, .. Encoding.ASCII.GetBytes("<h1>Tea \0 and kettles</h1>"), 0xD8, 0x00];
        Board.On("/post/17", async context =>
        {
            context.Response.ContentType = type;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        });
        Assert.NotEqual("gone", (await ReadSoonAsync()).Verdict);
    }

    [Fact]
    public async Task An_error_whose_text_never_ends_keeps_its_status()
    {
        Board.On("/post/17", async context =>
        {
            context.Response.StatusCode = 404;
            await Answers.Drip()(context);
        });
        Assert.Equal("http-404", (await CheckAsync(Board.Url("/post/17"))).Reason);
    }

    private async Task<CheckResult> ReadSoonAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        var result = await CheckAsync(Board.Url("/post/17"));
        Assert.True(TimeProvider.System.GetElapsedTime(began) < Soon, TimeProvider.System.GetElapsedTime(began).ToString());
        return result;
    }

    private async Task<CheckResult> CheckAsync(string url)
    {
        using var fetching = TestFetching.With(TestFetching.OpenTo(_hosts), s => s.AddSingleton(ShippedBook.Value));
        await using var results = fetching.Get<CheckUrls>().RunAsync([url], TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await results.MoveNextAsync();
        return results.Current;
    }
}
