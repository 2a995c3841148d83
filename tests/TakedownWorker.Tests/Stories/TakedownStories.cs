using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary>Whole ways of a URL through the real code on fake clocks.</summary>
public sealed class TakedownStories
{
    private const string Url = "https://board.test/thread/1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<World> WatchedAsync(params string[] urls)
    {
        var world = await World.StartAsync();
        foreach (var url in urls)
        {
            world.Pages.Live(url);
        }

        await world.OpenAsync(urls);
        return world;
    }

    [Fact]
    public async Task A_host_that_removes_after_the_first_letter_is_thanked_once_and_the_caseworker_told()
    {
        await using var world = await WatchedAsync(Url);
        world.Mail.Arrived = letter =>
        {
            if (!letter.AutoSubmitted)
            {
                world.Pages.Answers(Url, 404);
            }
        };
        await world.PassAsync(Duration.FromDays(3));
        var view = await world.ShowAsync();
        Assert.Equal("removed", view.Urls[0].Content);
        Assert.Equal(["first", "withdrawal"], view.Notices.Select(n => n.Kind));
        Assert.Contains(world.Mail.Briefings, b => b.Letter.Subject.Contains("removed", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_guess_waits_for_approval_and_nothing_leaves_before_it()
    {
        await using var world = await WatchedAsync(Url);
        await world.PassAsync(Duration.FromHours(6), approve: false);
        Assert.Empty(world.Mail.Letters);
        Assert.Contains((await world.ShowAsync()).Tasks, t => t.Kind == "approve-letter");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_hundred_and_fifty_addresses_at_one_host_are_one_letter_and_one_briefing()
    {
        string[] urls = [.. Enumerable.Range(1, 150).Select(i => $"https://board.test/thread/{i}")];
        await using var world = await World.StartAsync(o => o.Monitoring.PerHostGap = "PT0S");
        Array.ForEach(urls, u => world.Pages.Live(u));
        await world.OpenAsync(urls);
        await world.PassAsync(Duration.FromHours(2));
        Assert.Equal(150, Assert.Single((await world.ShowAsync()).Notices).Urls.Length);
        Assert.Single(world.Mail.Letters);
        Assert.Single(world.Mail.Briefings);
    }

    [Fact]
    public async Task A_case_without_witness_is_looked_at_and_never_written_about()
    {
        await using var world = await World.StartAsync();
        world.Pages.Live(Url);
        var opened = await world.Desk.OpenAsync(World.Report(Url) with { Witness = null }, Token);
        await world.PassAsync(Duration.FromDays(2));
        Assert.True(world.Pages.Looks > 5);
        Assert.Empty(world.Mail.Letters);
        Assert.NotNull(opened.Value);
    }

    [Fact]
    public async Task Our_own_outage_proves_nothing_and_stops_no_clock()
    {
        await using var world = await WatchedAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        world.Pages.Online = false;
        await world.PassAsync(Duration.FromDays(3));
        Assert.Equal("live", (await world.ShowAsync()).Urls[0].Content);
        Assert.Single(world.Mail.Letters);
    }

    [Fact]
    public async Task After_a_day_without_network_looks_resume_by_themselves_and_nothing_was_called_gone()
    {
        await using var world = await WatchedAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        world.Pages.Online = false;
        await world.PassAsync(Duration.FromDays(1));
        var voided = Assert.Single(world.Get<OutageWatch>().Now).Value.VoidLooks;
        world.Pages.Online = true;
        await world.PassAsync(Duration.FromHours(7));
        Assert.InRange(voided, 2, 500);
        Assert.Empty(world.Get<OutageWatch>().Now);
        Assert.Equal("live", (await world.ShowAsync()).Urls[0].Content);
        Assert.DoesNotContain(world.Mail.Briefings, b => b.Letter.Html!.Contains("gone", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_look_that_was_left_out_does_not_end_an_outage()
    {
        await using var world = await WatchedAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        world.Pages.Online = false;
        await world.PassAsync(Duration.FromHours(2));
        world.Pages.Fails(Url, LookFailure.HostResting);
        world.Pages.Online = true;
        await world.PassAsync(Duration.FromHours(2));
        Assert.Single(world.Get<OutageWatch>().Now);
    }

    [Fact]
    public async Task A_look_that_was_left_out_is_made_within_minutes_and_not_an_interval_later()
    {
        await using var world = await WatchedAsync(Url);
        await world.PassAsync(Duration.FromDays(2));
        world.Pages.Fails(Url, LookFailure.HostResting);
        await world.PassAsync(Duration.FromHours(7));
        var before = world.Pages.Looks;
        await world.PassAsync(Duration.FromMinutes(30));
        Assert.True(world.Pages.Looks >= before + 3, $"{world.Pages.Looks - before} looks in half an hour");
    }

    [Fact]
    public async Task A_refused_recipient_is_told_to_the_caseworker()
    {
        await using var world = await WatchedAsync(Url);
        world.Mail.Answer = t => t.Letter.AutoSubmitted ? null : new SendResult.Permanent("5.1.1", "no such user", RecipientGone: true);
        await world.PassAsync(Duration.FromHours(3));
        Assert.Contains((await world.ShowAsync()).Tasks, t => t.Kind == "send-failed");
    }

    [Fact]
    public async Task A_letter_in_doubt_is_repeated_under_the_same_Message_ID_and_marked()
    {
        await using var world = await WatchedAsync(Url);
        var first = true;
        world.Mail.Answer = t => !t.Letter.AutoSubmitted && first && !(first = false) ? new SendResult.Unknown("gone after DATA") : null;
        await world.PassAsync(Duration.FromHours(3));
        var letters = world.Mail.Letters.ToList();
        Assert.Equal([false, true], letters.Select(l => l.Marked));
        Assert.Equal(letters[0].Letter.MessageId, letters[1].Letter.MessageId);
    }

    [Fact]
    public async Task A_letter_that_is_refused_for_now_is_tried_again_later()
    {
        await using var world = await WatchedAsync(Url);
        var tries = 0;
        world.Mail.Answer = t => !t.Letter.AutoSubmitted && ++tries < 3 ? new SendResult.Temporary("4.2.2", "busy") : null;
        await world.PassAsync(Duration.FromHours(3));
        Assert.Single(world.Mail.Letters);
    }

    [Fact]
    public async Task A_possible_minor_stops_everything_and_the_briefing_names_no_address()
    {
        await using var world = await WatchedAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        await world.Desk.QuarantineAsync(world.Reference, Token);
        await world.PassAsync(Duration.FromDays(5));
        Assert.Single(world.Mail.Letters);
        var briefing = world.Mail.Briefings.Last();
        Assert.DoesNotContain("board", briefing.Letter.Text + briefing.Letter.Html + briefing.Letter.Subject, StringComparison.OrdinalIgnoreCase);
        Assert.False((await world.Desk.ResumeAsync(world.Reference, Token)).IsOk);
    }

    [Fact]
    public async Task A_paused_case_sends_nothing_and_goes_on_where_it_stood()
    {
        await using var world = await WatchedAsync(Url);
        await world.Desk.PauseAsync(world.Reference, Token);
        await world.PassAsync(Duration.FromDays(1));
        Assert.Empty(world.Mail.Letters);
        await world.Desk.ResumeAsync(world.Reference, Token);
        await world.PassAsync(Duration.FromHours(3));
        Assert.Single(world.Mail.Letters);
    }

    [Fact]
    public async Task A_case_closed_as_withdrawn_tells_whoever_was_written_to()
    {
        await using var world = await WatchedAsync(Url);
        await world.PassAsync(Duration.FromHours(2));
        await world.Desk.CloseAsync(world.Reference, CaseClosure.Withdrawn, Token);
        await world.PassAsync(Duration.FromDays(10));
        Assert.Equal(2, world.Mail.Letters.Count());
        Assert.Equal("withdrawal", (await world.ShowAsync()).Notices[^1].Kind);
    }

    [Fact]
    public async Task Hold_all_stops_every_letter_until_release()
    {
        await using var world = await WatchedAsync(Url);
        await world.Get<IOutbox>().SetHoldAsync(true, "test", Token);
        await world.PassAsync(Duration.FromHours(5));
        Assert.Empty(world.Mail.Letters);
        await world.Get<IOutbox>().SetHoldAsync(false, "", Token);
        await world.PassAsync(Duration.FromHours(2));
        Assert.Single(world.Mail.Letters);
    }

    [Fact]
    public async Task What_fails_three_times_in_a_row_becomes_a_task()
    {
        await using var world = await WatchedAsync(Url);
        world.Pages.Breaks(Url);
        await world.PassAsync(Duration.FromHours(2));
        Assert.Contains((await world.ShowAsync()).Tasks, t => t.Kind == "poison");
    }

    [Fact]
    public async Task A_later_report_of_a_possible_minor_quarantines_a_known_case()
    {
        await using var world = await WatchedAsync(Url);
        await world.Desk.OpenAsync(World.Report(Url) with { Under18 = Tri.Yes }, Token);
        Assert.Equal("quarantined", (await world.ShowAsync()).State);
    }

    [Fact]
    public async Task Adding_to_a_closed_case_is_refused_and_not_dropped()
    {
        await using var world = await WatchedAsync(Url);
        await world.Desk.CloseAsync(world.Reference, CaseClosure.Removed, Token);
        Assert.False((await world.Desk.AddUrlsAsync(world.Reference, World.Report("https://board.test/thread/2"), Token)).IsOk);
    }

    [Fact]
    public async Task Approval_of_another_content_than_was_shown_is_refused_and_nothing_leaves()
    {
        await using var world = await WatchedAsync(Url);
        await world.PassAsync(Duration.FromMinutes(30), approve: false);
        var task = (await world.ShowAsync()).Tasks.Single(t => t.Kind == "approve-letter");
        var shown = (await world.Tasks.ShowAsync(task.Id, Token)).Value!;
        Assert.False((await world.Tasks.ApproveAsync(task.Id, new Approving("desk", "another"), Token)).IsOk);
        Assert.Empty(world.Mail.Letters);
        Assert.True((await world.Tasks.ApproveAsync(task.Id, new Approving("desk", shown.ContentHash), Token)).IsOk);
    }
}
