using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Monitoring;

/// <summary>How often is looked, by state, age and deadlines (MON-34).</summary>
public sealed class LookRhythmTests
{
    private static readonly Policy Policy = Some.Policy() with
    {
        Rhythm = [new RhythmRow(ContentState.Live, null, Period.FromMinutes(20)) { AroundDeadlines = Period.FromHours(2) }, .. Some.Policy().Rhythm],
    };

    private static readonly Instant Deadline = Some.Start + Duration.FromDays(5);

    [Theory]
    [InlineData(-121, 360)]
    [InlineData(-120, 20)]
    [InlineData(0, 20)]
    [InlineData(119, 20)]
    [InlineData(120, 360)]
    public void Looks_are_dense_around_the_deadline_of_a_letter(int minutes, int every) =>
        Assert.Equal(Duration.FromMinutes(every), LookRhythmRule.Interval(Written(), Policy, Deadline + Duration.FromMinutes(minutes)));

    [Theory]
    [InlineData(-300, -120)]
    [InlineData(-120, 120)]
    [InlineData(0, 120)]
    public void The_next_change_of_rhythm_is_where_the_dense_time_begins_or_ends(int now, int change) => Assert.Equal(
        Deadline + Duration.FromMinutes(change), LookRhythmRule.NextChange(Written(), Policy, Deadline + Duration.FromMinutes(now)));

    [Fact]
    public void A_letter_of_an_earlier_attempt_has_no_deadline_any_more() => Assert.Equal(
        Duration.FromHours(6), LookRhythmRule.Interval(Written() with { Attempt = 2, Rung = 0 }, Policy, Deadline));

    [Fact]
    public void What_is_gone_is_looked_at_as_ever() => Assert.Equal(
        Duration.FromHours(6), LookRhythmRule.Interval(Written() with { Content = ContentState.GoneUnconfirmed }, Policy, Deadline));

    [Fact]
    public void The_end_of_the_rung_is_a_deadline_too()
    {
        var world = new PureWorld(Some.Rulebook() with { Policy = Policy });
        world.Report();
        world.See(VerdictKind.Live);
        world.FindRoutes(Some.Route());
        world.PassSending(Duration.FromHours(1), VerdictKind.Live);
        var sent = Assert.Single(world.The.Items).ReceivedAt!.Value;
        Assert.Equal(Duration.FromMinutes(20), LookRhythmRule.Interval(world.The, Policy, sent + Duration.FromHours(47)));
    }

    [Fact]
    public void The_dense_time_begins_by_itself()
    {
        var world = new PureWorld(Some.Rulebook() with { Policy = Policy });
        world.Report();
        world.See(VerdictKind.Live);
        world.FindRoutes(Some.Route());
        world.PassSending(Duration.FromHours(1), VerdictKind.Live);
        world.Pass(Duration.FromHours(46), VerdictKind.Live);
        Assert.Equal(Duration.FromMinutes(20), world.The.LookEvery);
    }

    private static Takedown Written() => Some.Takedown() with
    {
        Content = ContentState.Live,
        ContentSince = Some.Start,
        Items =
        [
            new Item
            {
                Key = new ItemKey(Some.Takedown().Id, 1, 1, PartyRole.SiteOperator, "board.test", ItemKind.First, 0, 1),
                Route = Some.Route(),
                OwedAt = Some.Start,
                State = ItemState.Sent,
                Deadline = Deadline,
            },
        ],
    };
}
