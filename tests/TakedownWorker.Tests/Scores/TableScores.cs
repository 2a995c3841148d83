using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Scores;

/// <summary>Tables of how platforms and walls answer, each row judged through the same path as <c>check</c>.</summary>
public sealed class TableScores : IAsyncLifetime
{
    private const string DiscoursePage = "<html><head><title>Kettles - Forum</title><meta name=\"generator\" content=\"Discourse 3.4\"></head><body><main><h1>Kettles</h1><p>Which kettle boils fastest in a small kitchen?</p></main></body></html>";
    private const string DiscourseMissing = "<html><head><title>Forum</title><meta name=\"generator\" content=\"Discourse 3.4\"></head><body><div class=\"wrap not-found-container\"><h1>Oops! That page doesn’t exist or is private.</h1></div></body></html>";

    private ScriptedHosts _hosts = null!;

    private ScriptedHost Host => _hosts["t.me"];

    public async ValueTask InitializeAsync() => _hosts = await ScriptedHosts.StartAsync("t.me", "wall.test");

    public async ValueTask DisposeAsync() => await _hosts.DisposeAsync();

    [Theory]
    [InlineData("detailed_404_false_html", false)]
    [InlineData("detailed_404_true_json", true)]
    [InlineData("login_required_html", false)]
    [InlineData("login_required_json", true)]
    public async Task Discourse_topics_are_read_as_the_table_says(string setting, bool json)
    {
        using var table = SharedData.Json("discourse/anonymous-truth-table.json");
        var wrong = new List<string>();
        var rows = table.RootElement.GetProperty("topic").GetProperty(setting).EnumerateObject().ToList();
        foreach (var row in rows)
        {
            var status = row.Value.GetInt32();
            var host = _hosts["wall.test"];
            host.On("*", Discourse(status == 200 ? 404 : status, json)).On("/t/17.json", Discourse(status, json)).On("/t/kettles/17", Discourse(status, json));
            host.On("/login", Page(200, "<title>Log in</title><form><input type=password></form>"));
            var result = await CheckAsync(host.Url(json ? "/t/17.json" : "/t/kettles/17"));
            var wanted = status switch { 200 => "live", 404 or 410 => "gone", _ => "withheld" };
            if (result.Verdict != wanted || (status == 404 && !json && result.Confidence > 0.9))
            {
                wrong.Add($"{row.Name} {status}: {result.Verdict}/{result.Reason}");
            }
        }

        ScoreReport.Add($"discourse, {setting,-25} {rows.Count - wrong.Count} of {rows.Count}");
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(200, "{\"id\":9,\"cooked\":\"<p>tea</p>\",\"hidden\":false}", "live content-present")]
    [InlineData(200, "{\"id\":9,\"hidden\":true}", "withheld login-wall")]
    [InlineData(404, "{\"errors\":[\"x\"],\"error_type\":\"not_found\"}", "gone http-404")]
    [InlineData(403, "{\"errors\":[\"x\"],\"error_type\":\"invalid_access\"}", "withheld http-403")]
    public async Task A_discourse_post_is_judged_by_its_own_json_while_its_topic_lives(int status, string body, string expected)
    {
        var host = _hosts["wall.test"];
        host.On("/t/kettles/17/3", Page(200, DiscoursePage)).On("/posts/by_number/17/3.json", Page(status, body, "application/json"));
        var result = await CheckAsync(host.Url("/t/kettles/17/3"));
        Assert.Equal(expected, result.Verdict + " " + result.Reason);
    }

    [Fact]
    public async Task A_discourse_page_number_beyond_the_end_is_no_proof()
    {
        var host = _hosts["wall.test"];
        host.On("/t/kettles/17", Page(404, DiscourseMissing)).On("/t/17.json", Page(200, "{\"id\":17,\"title\":\"Kettles\"}", "application/json"));
        Assert.Equal("live", (await CheckAsync(host.Url("/t/kettles/17?page=99"))).Verdict);
    }

    [Fact]
    public async Task Telegram_answers_are_read_as_the_table_says()
    {
        using var table = SharedData.Json("telegram/embed-verdicts.json");
        var (wrong, count) = (new List<string>(), 0);
        foreach (var row in table.RootElement.GetProperty("cases").EnumerateArray())
        {
            Host.On("*", Page(row.GetProperty("status").GetInt32(), row.GetProperty("body").GetString()!));
            var path = row.GetProperty("url").GetString() == "post" ? "/durov/1?embed=1&mode=tme" : "/zq9x_nobody";
            var result = await CheckAsync(Host.NamedUrl(path));
            var right = row.GetProperty("verdict").GetString() switch
            {
                "live" => result.Verdict == "live",
                "unknown" => result.Verdict is not ("live" or "gone"),
                _ => result.Verdict == "gone" && result.Confidence <= 0.75,
            };
            count++;
            if (!right)
            {
                wrong.Add($"{row.GetProperty("verdict")}: {result.Verdict}/{result.Reason} {result.Confidence} {row.GetProperty("body")}");
            }
        }

        ScoreReport.Add($"telegram                             {count - wrong.Count} of {count}");
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("<div class=\"tgme_widget_message\" data-post=\"durov/1\">tea</div>", "live")]
    [InlineData("<div class=\"tgme_widget_message_error\">Post not found</div>", "gone")]
    [InlineData("<div class=\"tgme_widget_message\" data-post=\"durov/2\">tea</div>", "inconclusive")]
    public async Task A_telegram_post_is_asked_for_in_its_embedded_form(string embedded, string expected)
    {
        Host.On("*", context => (context.Request.Query.ContainsKey("embed") ? Page(200, embedded) : Page(200, "<title>Telegram: Contact @durov</title><div class=tgme_page></div>"))(context));
        Assert.Equal(expected, (await CheckAsync(Host.NamedUrl("/durov/1"))).Verdict);
    }

    [Fact]
    public async Task No_wall_is_judged_gone_or_live_with_confidence()
    {
        using var walls = SharedData.Json("gone-signatures/walls-maigret.json");
        var (wrong, count) = (new List<string>(), 0);
        foreach (var wall in walls.RootElement.GetProperty("walls").EnumerateArray())
        {
            foreach (var status in new[] { 200, 403, 404, 429, 451, 500, 503 })
            {
                var host = _hosts["wall.test"].On("*", Page(status, $"<html><body>{wall.GetProperty("contains").GetString()}</body></html>"));
                var result = await CheckAsync(host.Url("/item/17"));
                count++;
                if (result.Verdict == "gone" || (result.Verdict == "live" && result.Confidence > 0.5))
                {
                    wrong.Add($"{status} {wall.GetProperty("vendor")}: {result.Verdict}/{result.Reason}");
                }
            }
        }

        ScoreReport.Add($"walls not judged gone                {count - wrong.Count} of {count}");
        Assert.Empty(wrong);
    }

    private static RequestDelegate Discourse(int status, bool json) => context =>
    {
        var data = json || context.Request.Path.Value!.EndsWith(".json", StringComparison.Ordinal);
        return (status, data) switch
        {
            (302, _) => Answers.Redirect("/login")(context),
            (200, true) => Page(200, "{\"id\":17,\"title\":\"Kettles\"}", "application/json")(context),
            (200, false) => Page(200, DiscoursePage)(context),
            (_, true) => Page(status, "{\"errors\":[\"The requested URL or resource could not be found.\"],\"error_type\":\"not_found\"}", "application/json")(context),
            _ => Page(status, DiscourseMissing)(context),
        };
    };

    private static RequestDelegate Page(int status, string body, string type = "text/html; charset=utf-8") => async context =>
    {
        context.Response.StatusCode = status;
        await Answers.Page(body, type)(context);
    };

    private async Task<CheckResult> CheckAsync(string url)
    {
        using var fetching = TestFetching.With(TestFetching.OpenTo(_hosts), s => s.AddSingleton(ShippedBook.Value));
        await foreach (var result in fetching.Get<CheckUrls>().RunAsync([url], TestContext.Current.CancellationToken))
        {
            return result;
        }

        throw new InvalidOperationException("no result");
    }
}
