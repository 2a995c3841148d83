using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Monitoring;

public sealed class CompanionRuleTests
{
    private const string Page = "https://board.test/1";
    private const string FileUrl = "https://board.test/files/1.jpg";

    private static readonly Companion Medium = new(CompanionKind.MediaFile, FileUrl);

    [Fact]
    public void What_a_live_page_names_is_offered_once()
    {
        var world = Watched(Page);
        See(world, 0, VerdictKind.Live, Medium);
        See(world, 0, VerdictKind.Live, Medium);
        Assert.Single(world.Decisions.OfType<Decision.AskHuman>(), d => d.Task.Kind == TaskKind.Companions);
    }

    [Fact]
    public void What_a_page_that_is_not_live_names_is_not_offered()
    {
        var world = Watched(Page);
        See(world, 0, VerdictKind.Gone, Medium);
        Assert.False(world.The.IsWaitingFor(TaskKind.Companions));
    }

    [Fact]
    public void What_is_reported_already_is_not_offered()
    {
        var world = Watched(Page, FileUrl);
        See(world, 0, VerdictKind.Live, Medium);
        Assert.False(world.The.IsWaitingFor(TaskKind.Companions));
    }

    [Fact]
    public void What_was_declined_is_not_offered_again_and_what_is_new_is()
    {
        var world = Watched(Page);
        See(world, 0, VerdictKind.Live, Medium);
        world.Tell(new TakedownEvent.CaseworkerActed(Some.EventId(), world.Now, new CaseworkerAction.SettledTask(TaskKind.Companions, "companions")));
        See(world, 0, VerdictKind.Live, Medium);
        Assert.False(world.The.IsWaitingFor(TaskKind.Companions));
        See(world, 0, VerdictKind.Live, Medium, new Companion(CompanionKind.AmpForm, Page + "/amp"));
        Assert.True(world.The.IsWaitingFor(TaskKind.Companions));
    }

    [Fact]
    public void An_offer_does_not_make_a_takedown_wait_for_a_human()
    {
        var world = Watched(Page);
        See(world, 0, VerdictKind.Live, Medium);
        Assert.Equal(TakedownState.Open, world.The.StateIn(world.File.Facts));
    }

    [Fact]
    public void The_offers_of_a_case_are_one_briefing()
    {
        var world = Watched(Page, "https://board.test/2");
        See(world, 0, VerdictKind.Live, Medium);
        See(world, 1, VerdictKind.Live, new Companion(CompanionKind.MediaFile, "https://board.test/files/2.jpg"));
        world.Pass(Duration.FromMinutes(30));
        Assert.Equal(2, Assert.Single(world.Briefings, b => b.What == BriefingKind.CompanionsFound).Takedowns.Length);
    }

    [Fact]
    public void A_page_that_is_gone_while_its_file_is_live_is_not_removed()
    {
        var world = GoneWithFile(VerdictKind.Live);
        Assert.Equal(ContentState.GoneUnconfirmed, world.The.Content);
    }

    [Fact]
    public void A_page_whose_file_is_gone_as_well_is_removed()
    {
        var world = GoneWithFile(VerdictKind.Gone);
        Assert.Equal(ContentState.Removed, world.The.Content);
    }

    [Fact]
    public void A_removed_page_whose_file_turns_out_to_be_live_is_no_longer_removed()
    {
        var world = GoneWithFile(VerdictKind.Gone);
        See(world, 1, VerdictKind.Live);
        world.Now += ReturnRule.Apart;
        See(world, 1, VerdictKind.Live);
        Assert.Equal((ContentState.GoneUnconfirmed, 0), (world.The.Content, world.The.Removals.Length));
    }

    [Fact]
    public void It_is_removed_again_and_told_again_when_the_file_is_gone()
    {
        var world = GoneWithFile(VerdictKind.Live);
        for (var i = 0; i < 5; i++, world.Now += Duration.FromHours(12))
        {
            See(world, 1, VerdictKind.Gone);
            See(world, 0, VerdictKind.Gone);
        }

        Assert.Equal(ContentState.Removed, world.The.Content);
    }

    [Fact]
    public void A_mirror_that_is_live_does_not_keep_the_page_open()
    {
        var world = Watched(Page, "https://mirror.test/1");
        See(world, 0, VerdictKind.Live, new Companion(CompanionKind.Mirror, "https://mirror.test/1"));
        GoneForLong(world, VerdictKind.Live);
        Assert.Equal(ContentState.Removed, world.The.Content);
    }

    [Fact]
    public void Material_is_back_by_its_item_marker_when_the_text_around_it_changed()
    {
        var world = Watched(Page);
        Mark(world, "text one", "item");
        GoneForLong(world, null);
        Mark(world, "text two", "item");
        world.Now += ReturnRule.Apart;
        Mark(world, "text three", "item");
        Assert.Equal((ContentState.Live, 2), (world.The.Content, world.The.Attempt));
    }

    [Fact]
    public void Another_item_under_the_same_address_is_asked_about()
    {
        var world = Watched(Page);
        Mark(world, "text one", "item");
        GoneForLong(world, null);
        Mark(world, "text two", "another");
        world.Now += ReturnRule.Apart;
        Mark(world, "text two", "another");
        Assert.True(world.The.IsWaitingFor(TaskKind.ConfirmReturn));
    }

    private static PureWorld Watched(params string[] urls)
    {
        var world = new PureWorld(null, urls);
        world.Report();
        return world;
    }

    private static PureWorld GoneWithFile(VerdictKind file)
    {
        var world = Watched(Page, FileUrl);
        See(world, 0, VerdictKind.Live, Medium);
        See(world, 1, VerdictKind.Live);
        GoneForLong(world, file);
        return world;
    }

    private static void GoneForLong(PureWorld world, VerdictKind? other)
    {
        for (var i = 0; i < 4; i++)
        {
            world.Now += Duration.FromHours(12);
            if (other is { } kind)
            {
                See(world, 1, kind);
            }

            See(world, 0, VerdictKind.Gone);
        }
    }

    private static void See(PureWorld world, int page, VerdictKind kind, params Companion[] companions) =>
        world.Tell(
            new TakedownEvent.Observed(Some.EventId(), world.Now, Some.Look(world.Now, kind) with { Companions = [.. companions] }),
            world.File.Takedowns[page].Id);

    private static void Mark(PureWorld world, string text, string item) => world.Tell(
        new TakedownEvent.Observed(Some.EventId(), world.Now, Some.Look(world.Now, VerdictKind.Live, text) with { ItemMark = item }));
}
