using NodaTime;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary>Hosts that show different things to different places.</summary>
public sealed class VantageStories
{
    private const string Url = "https://board.test/thread/1";

    private static async Task<World> SeenFromTwoPlacesAsync()
    {
        var world = await World.StartAsync(o => o.Monitoring.Vantages.Add(new VantageOptions { Name = "nl-1", Country = "NL", Proxy = "socks5://127.0.0.1:9" }));
        world.Pages.Live(Url);
        return world;
    }

    [Fact]
    public async Task A_host_that_answers_404_to_one_place_only_does_not_stop_the_ladder_and_the_briefing_says_why()
    {
        await using var world = await SeenFromTwoPlacesAsync();
        await world.OpenAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        world.Pages.AnswersFrom("direct", Url, 404);
        await world.PassAsync(Duration.FromDays(4));
        Assert.Equal("live", (await world.ShowAsync()).Urls[0].Content);
        Assert.Contains(world.Mail.Letters, l => l.Letter.Attachments[0].Content.Contains("reminder", StringComparison.Ordinal));
        Assert.Contains(world.Mail.Briefings, b => b.Letter.Html!.Contains("gone from direct, live from nl-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_answers_404_to_one_place_after_days_of_quiet_looks_is_never_taken_for_gone()
    {
        await using var world = await SeenFromTwoPlacesAsync();
        await world.OpenAsync(Url);
        await world.PassAsync(Duration.FromDays(4));
        world.Pages.AnswersFrom("direct", Url, 404);
        var seen = new List<string>();
        for (var hour = 0; hour < 72; hour++)
        {
            await world.PassAsync(Duration.FromHours(1));
            seen.Add((await world.ShowAsync()).Urls[0].Content);
        }

        Assert.Equal(["live"], seen.Distinct());
    }

    [Fact]
    public async Task A_place_that_never_answers_does_not_keep_a_dead_address_live()
    {
        await using var world = await SeenFromTwoPlacesAsync();
        await world.OpenAsync(Url);
        await world.PassAsync(Duration.FromDays(4));
        world.Pages.Answers(Url, 404);
        world.Pages.AnswersFrom("nl-1", Url, 418);
        await world.PassAsync(Duration.FromHours(8));
        Assert.Equal("gone-unconfirmed", (await world.ShowAsync()).Urls[0].Content);
    }

    [Fact]
    public async Task A_removal_that_every_place_sees_is_a_removal()
    {
        await using var world = await SeenFromTwoPlacesAsync();
        await world.OpenAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        world.Pages.Answers(Url, 404);
        await world.PassAsync(Duration.FromDays(4));
        Assert.Equal("removed", (await world.ShowAsync()).Urls[0].Content);
    }

    [Fact]
    public async Task A_removal_that_one_place_was_not_there_to_see_is_none()
    {
        await using var world = await SeenFromTwoPlacesAsync();
        await world.OpenAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        world.Pages.Answers(Url, 404);
        world.Pages.AnswersFrom("nl-1", Url, 503);
        await world.PassAsync(Duration.FromDays(4));
        Assert.Equal("gone-unconfirmed", (await world.ShowAsync()).Urls[0].Content);
    }

    [Fact]
    public async Task A_wall_before_one_place_only_is_no_wall()
    {
        await using var world = await SeenFromTwoPlacesAsync();
        world.Pages.AnswersFrom("direct", Url, 403);
        await world.OpenAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        Assert.Equal("live", (await world.ShowAsync()).Urls[0].Content);
        Assert.Single(world.Mail.Letters);
    }
}
