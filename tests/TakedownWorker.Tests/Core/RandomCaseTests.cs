using CsCheck;
using TakedownWorker.Core;

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
}
