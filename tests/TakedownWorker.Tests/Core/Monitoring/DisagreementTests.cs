using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Monitoring;

/// <summary>MON-41: what one place does not see while another does.</summary>
public sealed class DisagreementTests
{
    private readonly PureWorld world = new();

    public DisagreementTests()
    {
        world.Report();
        See("nl-1", VerdictKind.Live);
    }

    [Theory]
    [InlineData(nameof(VerdictKind.Gone))]
    [InlineData(nameof(VerdictKind.Withheld))]
    [InlineData(nameof(VerdictKind.Unreachable))]
    public void What_another_place_saw_live_within_a_day_stays_live(string seen)
    {
        world.Now += DisagreementRule.Window;
        See(LookFacts.DirectVantage, Enum.Parse<VerdictKind>(seen));
        Assert.Equal(ContentState.Live, world.The.Content);
    }

    [Fact]
    public void A_live_look_of_another_place_more_than_a_day_ago_protects_nothing()
    {
        world.Now += DisagreementRule.Window + Duration.FromSeconds(1);
        See(LookFacts.DirectVantage, VerdictKind.Gone);
        Assert.Equal(ContentState.GoneUnconfirmed, world.The.Content);
    }

    [Fact]
    public void A_place_does_not_contradict_itself()
    {
        See(LookFacts.DirectVantage, VerdictKind.Gone);
        See("nl-1", VerdictKind.Gone);
        Assert.Equal(ContentState.GoneUnconfirmed, world.The.Content);
    }

    [Fact]
    public void A_human_who_saw_it_gone_is_not_contradicted_by_a_place()
    {
        world.Tell(new TakedownEvent.CaseworkerActed(Some.EventId(), world.Now, new CaseworkerAction.Looked(Live: false)));
        Assert.Equal(ContentState.GoneUnconfirmed, world.The.Content);
    }

    [Fact]
    public void Who_sees_what_is_told_while_places_disagree_and_not_when_one_has_been_silent_for_over_a_day()
    {
        See(LookFacts.DirectVantage, VerdictKind.Gone);
        Assert.Equal("gone from direct, live from nl-1", DisagreementRule.Describe(world.The.Sightings));
        world.Now += DisagreementRule.Window + Duration.FromSeconds(1);
        See(LookFacts.DirectVantage, VerdictKind.Gone);
        Assert.Equal("", DisagreementRule.Describe(world.The.Sightings));
    }

    private void See(string vantage, VerdictKind kind) =>
        world.Tell(new TakedownEvent.Observed(Some.EventId(), world.Now, Some.Look(world.Now, kind) with { Vantage = vantage }));
}
