using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Monitoring;

/// <summary>Where a human must look: how often they are asked, and what their word is worth.</summary>
public sealed class ManualLookTests
{
    private readonly PureWorld world = new();

    private bool IsAsked => world.The.IsWaitingFor(TaskKind.ManualLook);

    public ManualLookTests()
    {
        world.Report();
        world.See(VerdictKind.Live);
        world.See(VerdictKind.Withheld);
    }

    [Fact]
    public void A_wall_is_first_looked_over_by_a_human_after_a_day()
    {
        world.Pass(Duration.FromHours(23), VerdictKind.Withheld);
        Assert.False(IsAsked);
        world.Pass(Duration.FromHours(2), VerdictKind.Withheld);
        Assert.True(IsAsked);
    }

    [Fact]
    public void One_look_that_saw_it_gone_is_no_removal_and_is_asked_for_again_after_48_hours()
    {
        world.Pass(Duration.FromHours(25), VerdictKind.Withheld);
        Look(live: false);
        Assert.Equal(ContentState.GoneUnconfirmed, world.The.Content);
        Assert.False(IsAsked);
        world.Pass(Duration.FromHours(47), VerdictKind.Withheld);
        Assert.False(IsAsked);
        world.Pass(Duration.FromHours(2), VerdictKind.Withheld);
        Assert.True(IsAsked);
    }

    [Fact]
    public void Two_looks_that_saw_it_gone_48_hours_apart_are_a_removal()
    {
        world.Pass(Duration.FromHours(25), VerdictKind.Withheld);
        Look(live: false);
        world.Pass(Duration.FromHours(49), VerdictKind.Withheld);
        Look(live: false);
        Assert.Equal(ContentState.Removed, world.The.Content);
    }

    [Fact]
    public void A_human_is_asked_daily_then_weekly_then_monthly()
    {
        var asked = new List<int>();
        for (var day = 1; day <= 150; day++)
        {
            world.Pass(Duration.FromDays(1), VerdictKind.Withheld);
            if (IsAsked)
            {
                asked.Add(day);
                Look(live: true);
            }
        }

        var gaps = asked.Zip(asked.Skip(1), (a, b) => b - a).ToList();
        Assert.Equal([.. gaps.Order()], gaps);
        Assert.InRange(gaps[0], 1, 2);
        Assert.Contains(gaps, g => g is >= 7 and <= 8);
        Assert.InRange(gaps[^1], 30, 31);
    }

    [Fact]
    public void Of_many_addresses_no_more_are_asked_for_than_a_day_allows()
    {
        var many = Walled(12, most: 5);
        Assert.Equal(5, many.File.Takedowns.Count(t => t.IsWaitingFor(TaskKind.ManualLook)));
    }

    [Fact]
    public void When_those_are_answered_the_others_are_asked_for_on_the_next_day()
    {
        var many = Walled(12, most: 5);
        var first = many.File.Takedowns.Where(t => t.IsWaitingFor(TaskKind.ManualLook)).Select(t => t.Id).ToList();
        foreach (var id in first)
        {
            many.Tell(new TakedownEvent.CaseworkerActed(Some.EventId(), many.Now, new CaseworkerAction.Looked(Live: true)), id);
            many.Tell(new TakedownEvent.Observed(Some.EventId(), many.Now, Some.Look(many.Now, VerdictKind.Withheld)), id);
        }

        Assert.DoesNotContain(many.File.Takedowns, t => t.IsWaitingFor(TaskKind.ManualLook));
        many.Pass(Duration.FromHours(50), VerdictKind.Withheld);
        var second = many.File.Takedowns.Where(t => t.IsWaitingFor(TaskKind.ManualLook)).ToList();
        Assert.Equal(5, second.Count);
        Assert.Contains(second, t => !first.Contains(t.Id));
    }

    private static PureWorld Walled(int urls, int most)
    {
        var rulebook = Some.Rulebook();
        var many = new PureWorld(
            rulebook with { Installation = rulebook.Installation with { ManualLooksADay = most } },
            [.. Enumerable.Range(0, urls).Select(i => $"https://board.test/{i}")]);
        many.Report();
        many.See(VerdictKind.Live);
        many.See(VerdictKind.Withheld);
        many.Pass(Duration.FromHours(30), VerdictKind.Withheld);
        return many;
    }

    private void Look(bool live) =>
        world.Tell(new TakedownEvent.CaseworkerActed(Some.EventId(), world.Now, new CaseworkerAction.Looked(live)));
}
