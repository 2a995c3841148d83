using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary>Letters that do not leave at once: the fuse, and a mail server that is busy for long.</summary>
public sealed class HeldLettersStories
{
    private static readonly string[] Urls = ["https://one.test/1", "https://two.test/2", "https://three.test/3"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<World> FusedAsync()
    {
        var world = await World.StartAsync(o => o.Mail.Outgoing.FirstLettersPerHour = 1);
        Array.ForEach(Urls, u => world.Pages.Live(u));
        await world.OpenAsync(Urls);
        await world.PassAsync(Duration.FromHours(2));
        return world;
    }

    [Fact]
    public async Task The_fuse_lets_as_many_first_letters_leave_as_it_allows_and_asks_one_human_once()
    {
        await using var world = await FusedAsync();
        Assert.Single(world.Mail.Letters);
        Assert.Single((await world.ShowAsync()).Tasks, t => t.Kind == "fuse");
        Assert.Single(world.Mail.Briefings, b => b.Letter.Subject.Contains("all letters are held", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_release_lets_the_next_letter_go_and_settles_the_task()
    {
        await using var world = await FusedAsync();
        await world.Get<HoldDesk>().ReleaseAsync(Token);
        Assert.DoesNotContain((await world.ShowAsync()).Tasks, t => t.Kind == "fuse");
        await world.PassAsync(Duration.FromMinutes(30));
        Assert.Equal(2, world.Mail.Letters.Count());
    }

    [Fact]
    public async Task Hold_all_stops_every_letter_and_release_lets_them_go()
    {
        await using var world = await World.StartAsync();
        world.Pages.Live(Urls[0]);
        await world.Get<HoldDesk>().HoldAsync(Token);
        await world.OpenAsync(Urls[0]);
        await world.PassAsync(Duration.FromHours(2));
        Assert.Empty(world.Mail.Letters);
        await world.Get<HoldDesk>().ReleaseAsync(Token);
        await world.PassAsync(Duration.FromHours(2));
        Assert.Single(world.Mail.Letters);
    }

    [Fact]
    public async Task A_server_that_refuses_for_now_three_times_becomes_a_task_that_ends_when_the_letter_leaves()
    {
        await using var world = await World.StartAsync();
        world.Pages.Live(Urls[0]);
        var busy = true;
        world.Mail.Answer = t => !t.Letter.AutoSubmitted && busy ? new SendResult.Temporary("4.7.0", "wrong password, perhaps") : null;
        await world.OpenAsync(Urls[0]);
        await world.PassAsync(Duration.FromHours(3));
        Assert.Single((await world.ShowAsync()).Tasks, t => t.Kind == "poison");
        busy = false;
        await world.PassAsync(Duration.FromHours(5));
        Assert.Single(world.Mail.Letters);
        Assert.DoesNotContain((await world.ShowAsync()).Tasks, t => t.Kind == "poison");
    }

    [Fact]
    public async Task A_letter_about_material_that_is_back_names_the_day_of_its_removal()
    {
        await using var world = await World.StartAsync();
        world.Pages.Live(Urls[0]);
        await world.OpenAsync(Urls[0]);
        await world.PassAsync(Duration.FromHours(2));
        world.Pages.Answers(Urls[0], 404);
        await world.PassAsync(Duration.FromDays(3));
        var removed = world.Now.InUtc().Date;
        world.Pages.Live(Urls[0]);
        await world.PassAsync(Duration.FromDays(12));
        var renewed = Assert.Single(world.Mail.Letters, l => l.Letter.Attachments[0].Content.Contains("\"renewed\"", StringComparison.Ordinal));
        Assert.Contains("2026-03", renewed.Letter.Text, StringComparison.Ordinal);
        Assert.True(removed > default(LocalDate));
    }
}
