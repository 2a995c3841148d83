using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core;

public sealed class LadderTests
{
    private static PureWorld WorldSeenLive()
    {
        var world = new PureWorld();
        world.Report();
        world.See(VerdictKind.Live);
        world.FindRoutes(Some.Route(), Some.Route(PartyRole.HostingProvider, "host.test"));
        return world;
    }

    [Fact]
    public void A_reported_address_is_looked_at_at_once()
    {
        var world = new PureWorld();
        world.Report();
        Assert.Equal(Some.Start, world.The.NextLook);
    }

    [Fact]
    public void Live_material_leads_to_a_look_up_of_routes()
    {
        var world = new PureWorld();
        world.Report();
        world.See(VerdictKind.Live);
        Assert.Contains(world.Decisions, d => d is Decision.FindRoutes);
    }

    [Fact]
    public void A_first_letter_to_a_verified_route_leaves_after_the_collection_window_without_approval()
    {
        var world = WorldSeenLive();
        world.Pass(Duration.FromMinutes(11));
        Assert.Single(world.Queued);
    }

    [Fact]
    public void A_letter_waits_for_a_fresh_look_when_the_last_is_an_hour_old()
    {
        var world = WorldSeenLive();
        world.Now += Duration.FromHours(1);
        world.Tell(new TakedownEvent.TimePassed(Some.EventId(), world.Now));
        Assert.Empty(world.Queued);
        world.See(VerdictKind.Live);
        Assert.Single(world.Queued);
    }

    [Fact]
    public void Silence_leads_to_a_reminder_and_then_to_the_next_rung()
    {
        var world = WorldSeenLive();
        world.PassSending(Duration.FromDays(4), VerdictKind.Live);
        Assert.Equal(
            ["first 1 board.test", "reminder-1 1 board.test", "first 2 host.test", "reminder-1 2 host.test"],
            world.Departures.Select(d => $"{d.Items[0].KindName} {d.Letter.Rung} {d.Letter.Route.Party}"));
    }

    [Fact]
    public void After_the_last_rung_the_caseworker_is_told_and_reminders_go_on_slowly()
    {
        var world = WorldSeenLive();
        world.PassSending(Duration.FromDays(20), VerdictKind.Live, Duration.FromMinutes(30));
        Assert.Contains(world.Decisions, d => d is Decision.Tell { What: BriefingKind.LadderExhausted });
        Assert.True(world.The.LadderExhausted);
    }

    [Fact]
    public void Three_gone_looks_over_a_day_prove_the_removal_and_end_the_letters()
    {
        var world = WorldSeenLive();
        world.PassSending(Duration.FromHours(2), VerdictKind.Live);
        world.PassSending(Duration.FromHours(40), VerdictKind.Gone);
        Assert.Equal(ContentState.Removed, world.The.Content);
        Assert.Equal(NoticeState.Fulfilled, world.File.Notices[0].State);
        Assert.Equal("withdrawal", world.Departures[^1].Items[0].KindName);
    }

    [Fact]
    public void Without_control_addresses_nothing_becomes_removed_and_a_human_is_asked()
    {
        var world = new PureWorld(Some.Rulebook() with { Installation = Some.Installation() with { HasControlUrls = false } });
        world.Report();
        world.See(VerdictKind.Live);
        world.Pass(Duration.FromDays(3), VerdictKind.Gone);
        Assert.Equal(ContentState.GoneUnconfirmed, world.The.Content);
        Assert.True(world.The.IsWaitingFor(TaskKind.ManualLook));
    }

    [Fact]
    public void Material_seen_again_twice_with_its_fingerprint_starts_attempt_2_with_a_renewed_notice()
    {
        var world = WorldSeenLive();
        world.PassSending(Duration.FromHours(2), VerdictKind.Live);
        world.PassSending(Duration.FromHours(40), VerdictKind.Gone);
        world.PassSending(Duration.FromDays(2), VerdictKind.Live);
        Assert.Equal(2, world.The.Attempt);
        Assert.Contains(world.Departures, d => d.Items[0].KindName == "renewed");
    }

    [Fact]
    public void Without_adult_confirmation_nothing_is_looked_at()
    {
        var world = new PureWorld();
        world.File = world.File with { Facts = world.File.Facts with { Adult = Tri.Unknown } };
        world.Report();
        Assert.Null(world.The.NextLook);
        Assert.True(world.The.IsWaitingFor(TaskKind.MissingElement));
    }

    [Fact]
    public void Without_a_witness_it_is_looked_at_but_never_written_about()
    {
        var world = new PureWorld();
        world.File = world.File.With(world.The with { Witness = null });
        world.Report();
        world.PassSending(Duration.FromDays(3), VerdictKind.Live, Duration.FromHours(1));
        Assert.NotNull(world.The.NextLook);
        Assert.Empty(world.Departures);
    }

    [Fact]
    public void A_dead_address_leads_to_the_next_route_of_the_same_party()
    {
        var world = new PureWorld();
        world.Report();
        world.See(VerdictKind.Live);
        world.FindRoutes(Some.Route(), Some.Route() with { Address = "legal@board.test" });
        world.Pass(Duration.FromMinutes(11), VerdictKind.Live);
        world.Fail(world.Queued.Single(), recipientGone: true);
        world.PassSending(Duration.FromHours(1), VerdictKind.Live);
        Assert.Equal("legal@board.test", world.Departures[^1].Letter.Route.Address);
        Assert.Equal(2, world.Departures[^1].Items[0].RouteTry);
    }

    [Fact]
    public void Addresses_of_one_case_to_one_party_share_a_letter()
    {
        var world = new PureWorld(null, "https://board.test/1", "https://board.test/2", "https://board.test/3");
        world.Report();
        world.See(VerdictKind.Live);
        world.FindRoutes(Some.Route());
        world.PassSending(Duration.FromHours(1), VerdictKind.Live);
        Assert.Equal(3, Assert.Single(world.Departures).Items.Length);
    }

    [Fact]
    public void Approval_binds_the_content_but_lets_addresses_be_taken_away()
    {
        var world = new PureWorld(null, "https://board.test/1", "https://board.test/2");
        world.Report();
        world.See(VerdictKind.Live);
        world.FindRoutes(Some.Route(trust: RouteTrust.Guessed));
        world.Pass(Duration.FromMinutes(30), VerdictKind.Live);
        var id = Assert.Single(world.File.Notices).Id;
        world.Now += Duration.FromHours(2);
        world.Approve(id);
        world.Tell(new TakedownEvent.Observed(Some.EventId(), world.Now, Some.Look(world.Now, VerdictKind.Gone)), world.File.Takedowns[1].Id);
        world.Tell(new TakedownEvent.Observed(Some.EventId(), world.Now, Some.Look(world.Now, VerdictKind.Live)), world.File.Takedowns[0].Id);
        world.Send(Assert.Single(world.Queued));
        Assert.Single(Assert.Single(world.Departures).Items);
    }

    [Fact]
    public void A_withdrawn_letter_tells_its_recipient_and_stops_the_ladder()
    {
        var world = WorldSeenLive();
        world.PassSending(Duration.FromHours(2), VerdictKind.Live);
        world.Tell(new TakedownEvent.CaseworkerActed(Some.EventId(), world.Now, new CaseworkerAction.WithdrewNotice(world.File.Notices[0].Id)));
        world.PassSending(Duration.FromDays(9), VerdictKind.Live, Duration.FromHours(1));
        Assert.Equal(["first", "withdrawal"], world.Departures.Select(d => d.Items[0].KindName));
    }

    [Fact]
    public void Possibly_under_18_quarantines_the_case_and_nothing_leaves_any_more()
    {
        var world = WorldSeenLive();
        world.PassSending(Duration.FromHours(2), VerdictKind.Live);
        world.File = world.File with { Facts = world.File.Facts with { Under18 = Tri.Yes } };
        world.Tell(new TakedownEvent.CaseChanged(Some.EventId(), world.Now, "under18"));
        var before = world.Departures.Count;
        world.PassSending(Duration.FromDays(5), VerdictKind.Live, Duration.FromHours(1));
        Assert.True(world.File.Facts.Quarantined);
        Assert.Equal(before, world.Departures.Count);
        Assert.Null(world.The.NextLook);
    }

    [Fact]
    public void A_site_that_withholds_the_page_for_a_day_makes_a_task_and_no_letter()
    {
        var world = WorldSeenLive();
        world.See(VerdictKind.Withheld);
        world.PassSending(Duration.FromHours(30), VerdictKind.Withheld, Duration.FromHours(1));
        Assert.True(world.The.IsWaitingFor(TaskKind.ManualLook));
        Assert.Empty(world.Departures);
    }

    [Fact]
    public void Unreachable_never_becomes_removed_and_asks_after_14_days()
    {
        var world = WorldSeenLive();
        world.PassSending(Duration.FromDays(15), VerdictKind.Unreachable, Duration.FromHours(6));
        Assert.Equal(ContentState.Unreachable, world.The.Content);
        Assert.True(world.The.IsWaitingFor(TaskKind.SiteDead));
    }
}
