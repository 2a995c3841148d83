using TakedownWorker.Tests.Support;
using static TakedownWorker.Tests.Scores.CheckedPage;

namespace TakedownWorker.Tests.Scores;

/// <summary>
/// Rules of published dead-link checkers that would claim a removal that did not happen (<c>gone-signatures/negative-controls.json</c>):
/// each row is played in several ways, none of which may be judged gone.
/// </summary>
public sealed class NegativeControlTests : IAsyncLifetime
{
    /// <summary>All but 404 and 410, which do say that nothing is there.</summary>
    private static readonly int[] SayNothing =
        [401, 402, 403, 405, 406, 407, 408, 409, 411, 412, 413, 415, 416, 417, 418, 421, 423, 424, 425, 426, 428, 429, 431, 444, 451, 498, 499,
            500, 501, 502, 503, 504, 505, 507, 508, 509, 511, 520, 521, 522, 523, 524, 525, 526, 527, 530, 598, 599];

    private readonly ClosedPort _closed = new();
    private ScriptedHosts _hosts = null!;

    private ScriptedHost Board => _hosts["board.test"];

    /// <summary>The beginning of a row's rule, and what plays it.</summary>
    private static Dictionary<string, Func<NegativeControlTests, IAsyncEnumerable<string>>> Played => new(StringComparer.Ordinal)
    {
        ["any 4xx/5xx or curl timeout"] = t => t.StatusesAsync(),
        ["final URL equals the domain root"] = t => t.HomesAsync(),
        ["final URL contains"] = t => t.OwnWordsAsync(),
        ["text contains"] = t => t.TextsAsync(),
    };

    public static TheoryData<string> Rows => [.. Played.Keys];

    public async ValueTask InitializeAsync() => _hosts = await ScriptedHosts.StartAsync("board.test");

    public async ValueTask DisposeAsync()
    {
        _closed.Dispose();
        await _hosts.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Nothing_that_such_a_rule_takes_for_dead_is_judged_gone(string row)
    {
        var results = await Played[row](this).ToListAsync(TestContext.Current.CancellationToken);
        var wrong = results.Where(r => r.Contains(": gone", StringComparison.Ordinal)).ToList();
        ScoreReport.Add($"negative control, {row,-34} {results.Count - wrong.Count} of {results.Count}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_row_of_the_list_is_played()
    {
        using var list = SharedData.Json("gone-signatures/negative-controls.json");
        Assert.Empty(list.RootElement.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("rule").GetString()!)
            .Where(rule => !Played.Keys.Any(k => rule.StartsWith(k, StringComparison.Ordinal))).ToList());
    }

    private async IAsyncEnumerable<string> StatusesAsync()
    {
        foreach (var status in SayNothing)
        {
            Board.On("/post/17", Page(status, "<title>Error</title><h1>Error</h1><p>Something went wrong. Please try again later.</p>"));
            yield return await TellAsync($"status {status}", "/post/17");
        }

        Board.On("/post/17", Answers.HangUp());
        yield return await TellAsync("connection closed", "/post/17");
        yield return "connection refused: " + Say(await AskAsync(_hosts, _closed.Url));
        yield return "no such name: " + Say(await AskAsync(_hosts, "http://nowhere.invalid/post/17"));
    }

    private async IAsyncEnumerable<string> HomesAsync()
    {
        (string Name, string Page)[] gates =
        [
            ("age gate", "<title>Board</title><h1>Are you over 18?</h1><a href=/enter>Yes</a>"),
            ("age gate in German", "<title>Board</title><h1>Sind Sie 18 Jahre alt?</h1><a href=/enter>Ja</a>"),
            ("consent", "<title>Board</title><h1>Before you continue to Board</h1><p>We use cookies. Accept all cookies to continue.</p><button>Accept all</button>"),
            ("login", "<title>Board</title><form action=/login><input name=u><input type=password name=p></form>"),
            ("login in words", "<title>Board</title><h1>Please log in</h1><p>You must be logged in to view this page.</p>"),
            ("challenge", "<title>Just a moment...</title><div id=challenge-form></div>"),
            ("maintenance", "<title>Board</title><h1>Down for maintenance</h1><p>We will be back soon.</p>"),
        ];
        foreach (var (name, page) in gates)
        {
            Board.On("*", Answers.Redirect("/")).On("/", Answers.Page(page));
            yield return await TellAsync(name + ", every address leads there", "/post/17");
            Board.On("*", Answers.Status(404)).On("/post/17", Answers.Redirect("/"));
            yield return await TellAsync(name + ", only this one leads there", "/post/17");
        }

        // A cookie on the way: the next visit would be let through.
        Board.On("*", Answers.Status(404)).On("/post/17", Answers.Status(302, ("Location", "/"), ("Set-Cookie", "seen=1")))
            .On("/", Answers.Page($"<title>Board</title><h1>Board</h1><p>{Prose}</p>"));
        yield return await TellAsync("a cookie is set on the way", "/post/17");
    }

    private async IAsyncEnumerable<string> OwnWordsAsync()
    {
        foreach (var path in new[] { "/404.htm", "/404/", "/wiki/404", "/songs/notfound", "/post/not-found-again-17", "/removed/17", "/film?title=deleted", "/gone/girl", "/error/17" })
        {
            Board.On("*", Answers.Status(404)).On(path.Split('?')[0], Answers.Page($"<title>A film of doors</title><h1>A film of doors</h1><p>{Prose}</p>"));
            yield return await TellAsync(path, path);
        }

        // The same words in the reported and in the final address.
        Board.On("/notfound/17", Answers.Redirect("/en/notfound/17")).On("/en/notfound/17", Answers.Page($"<title>Notfound, a band</title><h1>Notfound, a band</h1><p>{Prose}</p>"));
        yield return await TellAsync("the word was there before", "/notfound/17");
    }

    private async IAsyncEnumerable<string> TextsAsync()
    {
        (string Name, string Page)[] pages =
        [
            ("comments", $"<title>Kettle</title><h1>Kettle</h1><p>{Prose}</p><div class=comments><p>Page not found</p><p>oops</p><p>error 404</p></div>"),
            ("a song's title", $"<title>Oops! ... I did it again - lyrics</title><h1>Oops! ... I did it again</h1><p>{Prose}</p>"),
            ("a text about errors", $"<title>What does error 404 mean?</title><h1>What does error 404 mean?</h1><p>A server answers 404 not found when it has no such page. {Prose}</p>"),
            ("scripts", $"<title>Kettle</title><script>if(x==404)alert('page not found, oops, error')</script><h1>Kettle</h1><p>{Prose}</p>"),
            ("navigation", $"<title>Kettle</title><nav><a>Page not found?</a></nav><h1>Kettle</h1><p>{Prose}</p><footer>Content removed? Tell us: error reports</footer>"),
            ("unseen templates", $"<title>Kettle</title><div hidden>This page was not found</div><template><h1>404</h1></template><noscript>error</noscript><h1>Kettle</h1><p>{Prose}</p>"),
            ("a player below", "<title>Error 404, a short film</title><h1>Error 404, a short film</h1><video src=/k.mp4></video>"),
            ("alternative texts", $"<title>Kettle</title><h1>Kettle</h1><img alt='image not found' src=/k.jpg><p>{Prose}</p>"),
            ("a hint beside a text", $"<title>Kettle</title><h1>Kettle</h1><p>Author not found in the list of members.</p><p>{Prose}</p>"),
        ];
        foreach (var (name, page) in pages)
        {
            foreach (var sibling in new[] { Answers.Status(404), Answers.Status(503), Page(200, "<title>Board</title><h1>Nothing here</h1>") })
            {
                Board.On("*", sibling).On("/post/17", Answers.Page(page));
                yield return await TellAsync(name, "/post/17");
            }
        }
    }

    private async Task<string> TellAsync(string what, string path) => $"{what}: {Say(await AskAsync(_hosts, Board.Url(path)))}";
}
