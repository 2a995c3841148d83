using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core;

/// <summary>Derived from content, case and tasks; stored only for lists.</summary>
internal enum TakedownState
{
    Open,
    WaitingForHuman,
    Paused,
    Removed,
    Quarantined,
    Closed,
}

/// <summary>Something the caseworker is still to be told.</summary>
internal sealed record PendingTell(BriefingKind What, Instant Since);

/// <summary>
/// Everything known and done about one reported URL in one case. Immutable: events and committed decisions make the
/// next one (Takedown.After.cs).
/// </summary>
internal sealed partial record Takedown
{
    public required TakedownId Id { get; init; }

    public required CaseId Case { get; init; }

    /// <summary>As reported, byte for byte.</summary>
    public required string Url { get; init; }

    public required Instant ReportedAt { get; init; }

    public Witness? Witness { get; init; }

    public ContentState Content { get; init; }

    /// <summary>When <see cref="Content"/> last changed.</summary>
    public Instant? ContentSince { get; init; }

    public Sightings Sightings { get; init; } = Sightings.None;

    /// <summary>When each removal was proven, oldest first: a renewed letter names the days.</summary>
    public ImmutableArray<Instant> Removals { get; init; } = [];

    /// <summary>From 1; material that came back starts the next.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>0 before the first rung; never falls within an attempt.</summary>
    public int Rung { get; init; }

    public Instant? RungSince { get; init; }

    public bool LadderExhausted { get; init; }

    /// <summary>A letter was withdrawn: nothing more is written in this attempt until a human settles the task.</summary>
    public bool LadderStopped { get; init; }

    /// <summary>Null: not asked for yet. Empty: looked for and none found.</summary>
    public ImmutableArray<Route>? Routes { get; init; }

    public bool RoutesAsked { get; init; }

    /// <summary>Keys of routes that are dead for this takedown.</summary>
    public ImmutableHashSet<string> DeadRoutes { get; init; } = [];

    public ImmutableArray<Item> Items { get; init; } = [];

    public ImmutableArray<TaskKey> Tasks { get; init; } = [];

    /// <summary>Tasks that a human settled: they are not asked again in this attempt.</summary>
    public ImmutableArray<TaskKey> SettledTasks { get; init; } = [];

    /// <summary>The time of the next decision.</summary>
    public Instant? WakeUp { get; init; }

    /// <summary>Due time of the look that was last decided; the looks table moves it on.</summary>
    public Instant? NextLook { get; init; }

    public Duration? LookEvery { get; init; }

    /// <summary>A look that reports back is under way or due: do not ask for another.</summary>
    public bool AwaitsLook { get; init; }

    public bool Quarantined { get; init; }

    /// <summary>Briefings already given in this attempt, so that nobody is told twice.</summary>
    public ImmutableHashSet<BriefingKind> Told { get; init; } = [];

    /// <summary>What the caseworker is still to be told: gathered over the case, then one briefing a kind.</summary>
    public ImmutableArray<PendingTell> ToTell { get; init; } = [];

    /// <summary>Further addresses that live looks named; offered to the caseworker, never looked at before they are reported.</summary>
    public ImmutableArray<Companion> Companions { get; init; } = [];

    /// <summary>Ids of the latest events, oldest first: the same event twice changes nothing.</summary>
    public ImmutableArray<Guid> Handled { get; init; } = [];

    /// <summary>More than any redelivery window: a lease redelivers one event, a restart a handful.</summary>
    public const int HandledKept = 32;

    public bool HasHandled(TakedownEvent e) => Handled.Contains(e.Id);

    public bool IsWaitingFor(TaskKind kind) => Tasks.Any(t => t.Kind == kind);

    public TakedownState StateIn(CaseFacts facts) =>
        Quarantined || facts.Quarantined ? TakedownState.Quarantined
        : facts.Closure != CaseClosure.None ? TakedownState.Closed
        : facts.Paused ? TakedownState.Paused
        : Content == ContentState.Removed ? TakedownState.Removed
        : Tasks.Any(t => t.Kind != TaskKind.Companions) ? TakedownState.WaitingForHuman
        : TakedownState.Open;
}
