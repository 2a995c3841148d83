using NodaTime;
using TakedownWorker.Takedowns;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary>MON-42 from look to look: what is remembered, and when it is not enough.</summary>
public sealed class MemoryStories
{
    private const string Url = "https://board.test/thread/1";

    private static async Task<World> WatchedForADayAsync()
    {
        var world = await World.StartAsync();
        world.Pages.Live(Url);
        await world.OpenAsync(Url);
        await world.PassAsync(Duration.FromDays(1));
        return world;
    }

    [Fact]
    public async Task A_page_that_stays_the_same_is_known_again()
    {
        await using var world = await WatchedForADayAsync();
        Assert.True(world.Pages.KnownAgain > 10, $"{world.Pages.KnownAgain} of {world.Pages.Looks}");
    }

    [Fact]
    public async Task A_page_that_is_known_again_is_taken_down_like_any_other()
    {
        await using var world = await WatchedForADayAsync();
        world.Pages.Answers(Url, 404);
        await world.PassAsync(Duration.FromDays(3));
        Assert.Equal("removed", (await world.ShowAsync()).Urls[0].Content);
    }

    [Fact]
    public async Task A_look_that_is_asked_for_is_read_in_full()
    {
        await using var world = await WatchedForADayAsync();
        var (looks, known) = (world.Pages.Looks, world.Pages.KnownAgain);
        await world.Get<RecheckDesk>().AskAsync(world.Reference, null, TestContext.Current.CancellationToken);
        await world.PassAsync(Duration.FromMinutes(1));
        Assert.Equal((looks + 1, known), (world.Pages.Looks, world.Pages.KnownAgain));
    }
}
