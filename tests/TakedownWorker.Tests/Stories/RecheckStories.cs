using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary>A look that a caseworker asks for, and what a quarantined case still shows.</summary>
public sealed class RecheckStories
{
    private const string Url = "https://board.test/thread/1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_that_is_asked_for_happens_at_once_at_the_address_that_is_named()
    {
        await using var world = await WatchedAsync(Url, "https://board.test/thread/2");
        var before = world.Pages.Looks;
        var named = (await world.ShowAsync()).Urls[0].Id;

        Assert.Equal(1, (await world.Get<RecheckDesk>().AskAsync(world.Reference, named, Token)).Value!.Urls);
        await world.SettleAsync(approve: false);

        Assert.Equal(before + 1, world.Pages.Looks);
    }

    [Fact]
    public async Task A_look_that_waits_for_a_later_time_does_not_stand_in_its_way()
    {
        await using var world = await World.StartAsync();
        world.Pages.Answers(Url, 404);
        await world.OpenAsync(Url);
        await world.PassAsync(Duration.FromDays(3));
        world.Pages.Live(Url);
        await world.Get<RecheckDesk>().AskAsync(world.Reference, null, Token);
        await world.SettleAsync();
        var before = world.Pages.Looks;

        await world.Get<RecheckDesk>().AskAsync(world.Reference, null, Token);
        await world.PassAsync(Duration.FromMinutes(1));

        Assert.Equal(before + 1, world.Pages.Looks);
    }

    [Theory]
    [InlineData("pause", "resume")]
    [InlineData("close", "new case")]
    [InlineData("quarantine", "hotline")]
    [InlineData("other", "--url")]
    public async Task A_look_is_refused_with_the_cure_where_none_may_happen(string state, string cure)
    {
        await using var world = await WatchedAsync(Url);
        await (state switch
        {
            "pause" => world.Desk.PauseAsync(world.Reference, Token),
            "close" => world.Desk.CloseAsync(world.Reference, CaseClosure.Duplicate, Token),
            "quarantine" => world.Desk.QuarantineAsync(world.Reference, Token),
            _ => Task.CompletedTask,
        });
        var before = world.Pages.Looks;

        var answer = await world.Get<RecheckDesk>().AskAsync(world.Reference, state == "other" ? "none" : null, Token);
        await world.SettleAsync(approve: false);

        Assert.Contains(cure, answer.Problem, StringComparison.Ordinal);
        Assert.Equal(before, world.Pages.Looks);
    }

    [Fact]
    public async Task Without_adult_confirmation_no_look_can_be_asked_for()
    {
        await using var world = await World.StartAsync();
        await world.ImportAsync(World.Report(Url) with { Adult = Tri.Unknown });

        Assert.Contains("--adult", (await world.Get<RecheckDesk>().AskAsync(world.Reference, null, Token)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quarantined_case_shows_its_addresses_to_the_hotline_only()
    {
        await using var world = await WatchedAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        await world.Desk.QuarantineAsync(world.Reference, Token);

        var view = await world.ShowAsync();

        Assert.DoesNotContain("thread", CoreJson.Text(view), StringComparison.Ordinal);
        Assert.NotEmpty(view.Notices);
        var hotline = await world.Get<CaseShow>().HotlineAsync((await world.Desk.IdAsync(world.Reference, Token))!.Value, Token);
        Assert.Equal([Url], hotline!.Value.Select(l => l.Url));
    }

    private static async Task<World> WatchedAsync(params string[] urls)
    {
        var world = await World.StartAsync();
        foreach (var url in urls)
        {
            world.Pages.Live(url);
        }

        await world.OpenAsync(urls);
        await world.PassAsync(Duration.FromMinutes(20), approve: false);
        return world;
    }
}
