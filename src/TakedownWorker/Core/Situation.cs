using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core;

/// <summary>What the rest of the case means for one takedown.</summary>
/// <param name="HasLiveFile">A file of this page, reported in the same case, is seen live (MON-44).</param>
/// <param name="LooksAreSpent">A caseworker is asked for as many own looks of this case as a day allows (MON-37).</param>
/// <param name="Ignorers">Parties of the case that are known to ignore letters; null: none.</param>
internal readonly record struct CaseSight(bool HasLiveFile, bool LooksAreSpent, ImmutableHashSet<string>? Ignorers = null)
{
    public bool Ignores(string party) => Ignorers?.Contains(party) == true;
}

/// <summary>What a rule may ask about: the takedown as it is after the event and the decisions so far.</summary>
internal sealed record Situation(Takedown Now, CaseFacts Facts, TakedownEvent Event, Rulebook Rulebook)
{
    public CaseSight Sight { get; init; }

    public Instant At => Event.At;

    public Policy Policy => Rulebook.Policy;

    /// <summary>Asks once: not while the task is open, and not again after a human settled it in this attempt.</summary>
    public IEnumerable<Decision> Ask(RuleId because, TaskKind kind, string subject, string asks)
    {
        var key = new TaskKey(kind, subject);
        if (!Now.Tasks.Contains(key) && !Now.SettledTasks.Contains(key))
        {
            yield return new Decision.AskHuman(because, key, asks);
        }
    }

    /// <summary>Asks for a fact that nothing can do without: a human cannot settle it, only give it.</summary>
    public IEnumerable<Decision> Require(RuleId because, string element, string asks)
    {
        var key = new TaskKey(TaskKind.MissingElement, element);
        if (!Now.Tasks.Contains(key))
        {
            yield return new Decision.AskHuman(because, key, asks);
        }
    }

    public IEnumerable<Decision> Settle(RuleId because, TaskKind kind, string subject)
    {
        var key = new TaskKey(kind, subject);
        if (Now.Tasks.Contains(key))
        {
            yield return new Decision.SettleTask(because, key);
        }
    }

    /// <summary>Tells once an attempt.</summary>
    public IEnumerable<Decision> Tell(RuleId because, BriefingKind what)
    {
        if (!Now.Told.Contains(what))
        {
            yield return new Decision.Tell(because, what);
        }
    }
}
