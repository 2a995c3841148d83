using CsCheck;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Tests.Core;

/// <summary>The generator is a guard too: what it cannot reach, no property holds.</summary>
[Trait("Category", "Slow")]
public sealed class RandomCaseTests
{
    [Fact]
    public void Random_lives_reach_every_decision_of_the_closed_list()
    {
        var reached = new HashSet<Type>();
        RandomCase.Lives.Sample(
            life =>
            {
                var c = RandomCase.Live(life);
                reached.UnionWith(c.World.Decisions.Select(d => d.GetType()));
            }, iter: 1_000, threads: 1, seed: "0000KOIPZir3");
        var all = typeof(Decision).GetNestedTypes(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)
            .Where(t => t.IsSubclassOf(typeof(Decision)));
        Assert.Empty(all.Except(reached).Select(t => t.Name));
    }

    [Fact]
    public void Random_lives_reach_every_event_and_every_action_of_the_closed_lists()
    {
        var reached = new HashSet<Type>();
        RandomCase.Lives.Sample(
            life => reached.UnionWith(RandomCase.Live(life).World.Events.SelectMany(Types)), iter: 1_000, threads: 1, seed: "0000KOIPZir3");
        Assert.Empty(Nested(typeof(TakedownEvent)).Concat(Nested(typeof(CaseworkerAction))).Except(reached).Select(t => t.Name));
    }

    [Fact]
    public void Random_lives_reach_every_decision_about_letters_and_every_briefing()
    {
        var decisions = new HashSet<Type>();
        var briefings = new HashSet<BriefingKind>();
        RandomCase.Lives.Sample(
            life =>
            {
                var world = RandomCase.Live(life).World;
                decisions.UnionWith(world.NoticeDecisions.Select(d => d.GetType()));
                briefings.UnionWith(world.Briefings.Select(b => b.What));
            }, iter: 2_000, threads: 1, seed: "0000KOIPZir3");
        Assert.Empty(Nested(typeof(NoticeDecision)).Except(decisions).Select(t => t.Name));
        Assert.Empty(Enum.GetValues<BriefingKind>().Except(briefings));
    }

    private static IEnumerable<Type> Types(TakedownEvent e) =>
        e is TakedownEvent.CaseworkerActed acted ? [e.GetType(), acted.Action.GetType()] : [e.GetType()];

    private static IEnumerable<Type> Nested(Type closed) => closed
        .GetNestedTypes(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public).Where(t => t.IsSubclassOf(closed));
}
