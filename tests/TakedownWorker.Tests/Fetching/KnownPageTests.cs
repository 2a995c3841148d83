using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

/// <summary>Answers that are known again are not read; every other is.</summary>
public sealed class KnownPageTests : IAsyncLifetime
{
    private static readonly byte[] Key = [1, 2, 3];

    private ScriptedHosts _hosts = null!;
    private TestFetching _fetching = null!;
    private int visits;

    private ScriptedHost Board => _hosts["board.test"];

    public async ValueTask InitializeAsync()
    {
        _hosts = await ScriptedHosts.StartAsync("board.test");
        _fetching = TestFetching.With(TestFetching.OpenTo(_hosts), s => s.AddSingleton(ShippedBook.Value));
    }

    public async ValueTask DisposeAsync()
    {
        _fetching.Dispose();
        await _hosts.DisposeAsync();
    }

    [Fact]
    public async Task The_same_words_with_other_numbers_and_tokens_are_known()
    {
        Serve(visit => $"<title>Kettle</title><input name=csrf value=\"a{visit}f9{visit}c\"><p>Seen {visit} times on 2026-11-{visit}.</p>");
        Assert.True(await IsKnownAgainAsync());
    }

    [Fact]
    public async Task One_other_word_is_not_known()
    {
        Serve(visit => $"<title>Kettle</title><p>This page {(visit == "1" ? "shows" : "showed")} a kettle.</p>");
        Assert.False(await IsKnownAgainAsync());
    }

    [Fact]
    public async Task One_other_word_in_a_script_is_not_known()
    {
        Serve(visit => $"<title>Kettle</title><script>var state = '{(visit == "1" ? "ok" : "deleted")}';</script>");
        Assert.False(await IsKnownAgainAsync());
    }

    [Fact]
    public async Task The_same_page_with_another_status_is_not_known()
    {
        Board.On("/a", async context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref visits) == 1 ? 200 : 404;
            await Answers.Page("<title>Kettle</title>")(context);
        });
        Assert.False(await IsKnownAgainAsync());
    }

    [Fact]
    public async Task The_same_page_after_a_redirect_to_elsewhere_is_not_known()
    {
        var page = Answers.Page("<title>Kettle</title>");
        Board.On("/b", page).On("/a", context =>
            Interlocked.Increment(ref visits) == 1 ? page(context) : Answers.Redirect("/b")(context));
        Assert.False(await IsKnownAgainAsync());
    }

    [Fact]
    public async Task The_server_may_say_not_modified()
    {
        Board.On("/a", async context =>
        {
            context.Response.Headers.ETag = "\"one\"";
            if (context.Request.Headers.IfNoneMatch == "\"one\"")
            {
                context.Response.StatusCode = 304;
                return;
            }

            await Answers.Page("<title>Kettle</title>")(context);
        });
        Assert.True(await IsKnownAgainAsync());
    }

    [Fact]
    public async Task Not_modified_that_was_not_asked_for_is_not_known()
    {
        Board.On("/a", context => Interlocked.Increment(ref visits) == 1
            ? Answers.Page("<title>Kettle</title>")(context)
            : Answers.Status(304)(context));
        Assert.False(await IsKnownAgainAsync());
    }

    [Fact]
    public async Task A_look_that_knows_nothing_asks_for_the_whole_page()
    {
        Board.On("/a", Answers.Page("<title>Kettle</title>"));
        await LookAsync(null);
        Assert.DoesNotContain(Board.Requests[0].Headers.Keys, k => k.StartsWith("If-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Where_a_platform_is_asked_beside_the_page_nothing_is_remembered_even_if_it_did_not_answer()
    {
        Board.On("/t/kettle/7", Answers.Page("<meta name=generator content='Discourse 3.4'><title>Kettle</title><h1>Kettle</h1>"));
        Board.On("/t/7.json", Answers.HangUp());
        Assert.Null((await LookAsync(null, "/t/kettle/7")).Mark);
    }

    [Fact]
    public async Task A_page_whose_sibling_did_not_answer_is_not_remembered()
    {
        Board.On("/post/kettle", Answers.Page("<title>Kettle</title><h1>Kettle</h1><p>A kettle.")).On("*", Answers.Status(503));
        Assert.Null((await LookAsync(null, "/post/kettle")).Mark);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_remembered()
    {
        Board.On("/a", Answers.Page("<title>Kettle</title>"));
        Assert.Null((await _fetching.Get<JudgedFetcher>().LookAsync(Board.Url("/a"), default, TestContext.Current.CancellationToken)).Mark);
    }

    private void Serve(Func<string, string> page) => Board.On("/a", context =>
        Answers.Page(page(Interlocked.Increment(ref visits).ToString(CultureInfo.InvariantCulture)))(context));

    private async Task<bool> IsKnownAgainAsync() => (await LookAsync((await LookAsync(null)).Mark)).IsKnown;

    private Task<LookFacts> LookAsync(PageMark? known, string path = "/a") => known is null
        ? _fetching.Get<JudgedFetcher>().LookAsync(Board.Url(path), Key, TestContext.Current.CancellationToken)
        : _fetching.Get<JudgedFetcher>().LookAgainAsync(Board.Url(path), Key, new LookHints(known, NeedsFingerprint: true), TestContext.Current.CancellationToken);
}
