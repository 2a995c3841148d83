using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Contacts;

/// <summary>What a party's doings add up to (CON-40), and what a known ignorer changes (CON-41).</summary>
public sealed class HostProfileTests
{
    [Fact]
    public void Hours_to_removal_are_the_nearest_ranks_of_the_median_and_of_nine_in_ten()
    {
        var profile = Of([.. Enumerable.Range(1, 10).Select(h => Fact(HostFactKind.Removed) with { After = Duration.FromHours(h) })]);
        Assert.Equal((5.0, 9.0), (profile.MedianHours, profile.P90Hours));
    }

    [Theory]
    [InlineData(5, 2, 30, true)]
    [InlineData(4, 2, 30, false)]
    [InlineData(5, 1, 30, false)]
    [InlineData(5, 2, 29, false)]
    public void An_ignorer_took_five_letters_over_two_routes_and_thirty_days(int letters, int routes, int days, bool ignores) => Assert.Equal(
        ignores,
        Of([.. Enumerable.Range(0, letters).Select(i => Fact(HostFactKind.Accepted) with { At = Some.Start + (Duration.FromDays(days) * i / (letters - 1)), Route = $"r{i % routes}" })]).Ignores);

    [Theory]
    [InlineData(nameof(HostFactKind.Answered))]
    [InlineData(nameof(HostFactKind.Removed))]
    public void One_answer_or_removal_is_enough_not_to_be_one(string kind) => Assert.False(
        Of([.. Enumerable.Range(0, 6).Select(i => Fact(HostFactKind.Accepted) with { At = Some.Start + Duration.FromDays(8 * i), Route = $"r{i % 2}" }), Fact(Enum.Parse<HostFactKind>(kind))]).Ignores);

    [Fact]
    public void A_letter_its_answer_and_the_removal_after_it_are_learnt()
    {
        var world = Sent();
        Assert.Equal(HostFactKind.Accepted, Assert.Single(Learnt(world, w => Send(w))).Kind);
        var answer = new TakedownEvent.ReplyArrived(Some.EventId(), world.Now, world.File.Notices[0].Id, ReplyKind.Acknowledgement);
        Assert.Equal(HostFactKind.Answered, Assert.Single(Learnt(world, w => w.Tell(answer))).Kind);
        world.Now += Duration.FromHours(10);
        world.See(VerdictKind.Gone);
        world.Now += Duration.FromHours(13);
        world.See(VerdictKind.Gone);
        world.Now += Duration.FromHours(13);
        var removed = Assert.Single(Learnt(world, w => Observe(w, VerdictKind.Gone)));
        Assert.Equal((HostFactKind.Removed, 10), (removed.Kind, (int)Math.Round(removed.After!.Value.TotalHours)));
    }

    [Fact]
    public void Two_answers_to_one_letter_are_one_that_was_answered()
    {
        var world = Sent();
        Send(world);
        var id = world.File.Notices[0].Id;
        world.Tell(new TakedownEvent.ReplyArrived(Some.EventId(), world.Now, id, ReplyKind.Acknowledgement));
        Assert.Empty(Learnt(world, w => w.Tell(new TakedownEvent.ReplyArrived(Some.EventId(), w.Now, id, ReplyKind.ClaimsRemoved))));
    }

    [Fact]
    public void A_trial_letter_teaches_nothing()
    {
        var world = Sent();
        Assert.Empty(Learnt(world, w => w.Tell(new TakedownEvent.NoticeSent(Some.EventId(), w.Now, w.File.Notices[0].Id, Trial: true, 1, "bytes", null))));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void A_known_ignorer_is_waited_for_less_long(bool ignores, int rung)
    {
        var rules = Some.Rulebook();
        var world = new PureWorld(rules with { Policy = rules.Policy with { Rungs = rules.Policy.Rungs.SetItem(0, rules.Policy.Rungs[0] with { WaitForIgnorers = Period.FromHours(12) }) } });
        world.Ignorers.AddRange(ignores ? ["board.test"] : []);
        world.Report();
        world.See(VerdictKind.Live);
        world.FindRoutes(Some.Route(), Some.Route(PartyRole.HostingProvider, "host.test"));
        world.PassSending(Duration.FromHours(20), VerdictKind.Live);
        Assert.Equal(rung, world.The.Rung);
        Assert.Equal(ignores, world.Decisions.OfType<Decision.EnterRung>().Any(d => d.Because.Value == "CON-41"));
    }

    private static HostProfile Of(IReadOnlyCollection<HostFact> facts) => HostProfile.Of("board.test", PartyRole.SiteOperator, facts);

    private static HostFact Fact(HostFactKind kind) => new(PartyRole.SiteOperator, "board.test", false, kind, Some.Start);

    private static PureWorld Sent()
    {
        var world = new PureWorld();
        world.Report();
        world.See(VerdictKind.Live);
        world.FindRoutes(Some.Route());
        world.Pass(Duration.FromMinutes(11), VerdictKind.Live);
        return world;
    }

    private static StepResult Send(PureWorld world)
    {
        world.See(VerdictKind.Live);
        var id = world.Queued.First();
        return world.Tell(new TakedownEvent.NoticeSent(Some.EventId(), world.Now, id, false, 1, "bytes", OverdueRule.Deadline(world.File.Find(id)!, world.Now, world.Rulebook)));
    }

    private static StepResult Observe(PureWorld world, VerdictKind kind) =>
        world.Tell(new TakedownEvent.Observed(Some.EventId(), world.Now, Some.Look(world.Now, kind)));

    private static IReadOnlyList<HostFact> Learnt(PureWorld world, Func<PureWorld, StepResult> step)
    {
        var before = world.File;
        return HostFactsRule.Of(before, step(world), world.Now);
    }
}
