using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Tests.Support;
using Route = TakedownWorker.Core.Contacts.Route;

namespace TakedownWorker.Tests.Core.Notices;

/// <summary>Where the person risks retaliation, what may reach the uploader is a caseworker's choice.</summary>
public sealed class RetaliationTests
{
    [Theory]
    [InlineData(nameof(Forwarding.Always), NoticeState.AwaitingApproval)]
    [InlineData(nameof(Forwarding.Choice), NoticeState.AwaitingApproval)]
    [InlineData(nameof(Forwarding.Unknown), NoticeState.AwaitingApproval)]
    [InlineData(nameof(Forwarding.Never), NoticeState.Queued)]
    public void A_letter_that_may_be_forwarded_waits_for_approval(string forwards, object state) =>
        Assert.Equal(state, Written(risk: true, Some.Route() with { Forwards = Enum.Parse<Forwarding>(forwards) }).File.Notices[0].State);

    [Fact]
    public void Without_that_risk_it_leaves() => Assert.Equal(NoticeState.Queued, Written(risk: false, Some.Route()).File.Notices[0].State);

    [Fact]
    public void A_letter_that_is_queued_when_the_risk_becomes_known_is_taken_back()
    {
        var world = Written(risk: false, Some.Route());
        world.File = world.File with { Facts = world.File.Facts with { RetaliationRisk = true } };
        world.Tell(new TakedownEvent.CaseChanged(Some.EventId(), world.Now, "facts recorded"));
        Assert.Equal((NoticeState.AwaitingApproval, 0), (world.File.Notices[0].State, world.Queued.Count()));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void A_registrar_is_a_party_only_of_a_dedicated_site(bool dedicated, int parties)
    {
        var registrar = Some.Route(PartyRole.Registrar, "names.test") with { ForDedicatedSite = dedicated };
        Assert.Equal(parties, PartyRoute.For(Some.Takedown() with { Routes = ImmutableArray.Create(registrar) }, [PartyRole.Registrar]).Length);
    }

    private static PureWorld Written(bool risk, Route route)
    {
        var world = new PureWorld();
        world.File = world.File with { Facts = world.File.Facts with { RetaliationRisk = risk } };
        world.Report();
        world.See(VerdictKind.Live);
        world.FindRoutes(route);
        world.Pass(Duration.FromMinutes(11), VerdictKind.Live);
        return world;
    }
}
