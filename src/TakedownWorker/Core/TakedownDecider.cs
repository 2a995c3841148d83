using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core;

/// <summary>What is decided about one takedown, and the takedown that this makes.</summary>
internal sealed record Decided(Takedown Takedown, ImmutableArray<Decision> Decisions);

/// <summary>
/// A table that asks rules, in this order, each seeing what the ones before decided. No arithmetic here: a rule is
/// found by its question in the folder of its stage.
/// </summary>
internal static class TakedownDecider
{
    private static readonly ImmutableArray<Func<Situation, IEnumerable<Decision>>> Table =
    [
        AgeGateRule.Ask,
        CaseStoppedRule.Ask,
        ContentRule.Ask,
        ReturnRule.Ask,
        NoLongerNeededRule.Ask,
        WritingGateRule.Ask,
        StuckRule.Ask,
        RoutesRule.Ask,
        OwedStillRule.Ask,
        LadderRule.Ask,
        LookRhythmRule.Ask,
        WakeUpRule.Ask,
    ];

    /// <summary>Folds the event and decides. The same event twice decides nothing and changes nothing.</summary>
    public static Decided Decide(Takedown takedown, CaseFacts facts, TakedownEvent e, Rulebook rulebook, CaseSight sight = default)
    {
        if (takedown.HasHandled(e))
        {
            return new Decided(takedown, []);
        }

        var now = takedown.After(e);
        var decisions = ImmutableArray.CreateBuilder<Decision>();
        foreach (var rule in Table)
        {
            // A rule is asked until it has nothing to add: entering a rung makes that rung's items due.
            foreach (var decision in rule(new Situation(now, facts, e, rulebook) { Sight = sight }))
            {
                decisions.Add(decision);
                now = now.After(decision, e.At);
            }
        }

        return new Decided(now, decisions.ToImmutable());
    }
}
