using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>Opens cases for one writer at a time and commits all that follows from their events at once (DESIGN 7).</summary>
internal interface ICaseStore
{
    /// <summary>Locks the case row (FOR UPDATE; BEGIN IMMEDIATE on SQLite) and loads the whole case; null when unknown or erased.</summary>
    Task<ICaseSession?> OpenAsync(CaseId id, CancellationToken cancellationToken);

    /// <summary>A new case with its data key; the reference and the caller's id are unique. Returns the session, not yet committed.</summary>
    /// <exception cref="DuplicateCaseException">Reference or caller's id is taken.</exception>
    Task<ICaseSession> CreateAsync(CaseFacts facts, CancellationToken cancellationToken);

    /// <summary>By reference (<c>TD-XXXXXX</c>).</summary>
    Task<CaseId?> FindAsync(string reference, CancellationToken cancellationToken);

    Task<CaseId?> FindByCallerIdAsync(string callerId, CancellationToken cancellationToken);

    /// <summary>The case that a notice or task belongs to.</summary>
    Task<CaseId?> FindByNoticeAsync(NoticeId id, CancellationToken cancellationToken);

    Task<(CaseId Case, StoredTask Task)?> FindTaskAsync(TaskId id, CancellationToken cancellationToken);
}

/// <summary>One locked case. Disposing without committing changes nothing.</summary>
internal interface ICaseSession : IAsyncDisposable
{
    CaseFile File { get; }

    /// <summary>Every open task of the case.</summary>
    ImmutableArray<StoredTask> Tasks { get; }

    /// <summary>Key of this case's text fingerprints, derived from its data key.</summary>
    ReadOnlyMemory<byte> FingerprintKey { get; }

    /// <summary>Writes state, outbox, ledger, looks, wake-ups, tasks and work in one transaction and releases the case.</summary>
    /// <exception cref="CaseChangedException">Another writer was first (version): load and decide again.</exception>
    Task CommitAsync(CaseCommit commit, CancellationToken cancellationToken);
}

internal sealed class DuplicateCaseException(string message) : Exception(message);

internal sealed class CaseChangedException(string message) : Exception(message);

/// <summary>Everything one transaction writes about one case.</summary>
internal sealed record CaseCommit
{
    /// <summary>Case, takedowns and notices as they are now; the store writes those that differ from what it loaded.</summary>
    public required CaseFile File { get; init; }

    /// <summary>When, on the domain clock.</summary>
    public required Instant At { get; init; }

    public ImmutableArray<LookChange> Looks { get; init; } = [];

    /// <summary>Takedown to next decision; null deletes.</summary>
    public ImmutableDictionary<TakedownId, Instant?> WakeUps { get; init; } = ImmutableDictionary<TakedownId, Instant?>.Empty;

    /// <summary>Route look-ups to be done, one row a takedown.</summary>
    public ImmutableArray<TakedownId> RouteLookUps { get; init; } = [];

    public ImmutableArray<OutboxChange> Outbox { get; init; } = [];

    public ImmutableArray<StoredTask> TasksOpened { get; init; } = [];

    public ImmutableArray<TaskId> TasksSettled { get; init; } = [];

    /// <summary>In order; the store numbers, seals, chains and hashes them.</summary>
    public ImmutableArray<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>Route keys that are trusted from now on (approved and accepted) or no longer (bounced).</summary>
    public ImmutableDictionary<string, bool> RouteTrust { get; init; } = ImmutableDictionary<string, bool>.Empty;

    /// <summary>What the step taught about parties.</summary>
    public ImmutableArray<HostFact> HostFacts { get; init; } = [];
}

/// <summary>A change to the looks table: when, how often, and whether the next result must come back as an event.</summary>
/// <param name="DueAt">Null stops looking.</param>
/// <param name="Expected">The content state in which a look is routine.</param>
internal sealed record LookChange(
    TakedownId Takedown, string Url, Instant? DueAt, Duration Every, bool ReportBack, Core.Monitoring.ContentState Expected)
{
    /// <summary>The places to look from, one row each.</summary>
    public ImmutableArray<string> Vantages { get; init; } = [Core.Monitoring.LookFacts.DirectVantage];
}

/// <summary>A change to the outbox.</summary>
internal abstract record OutboxChange
{
    private OutboxChange()
    {
    }

    /// <summary>A letter to be sent from <paramref name="DueAt"/>, only while its looks are fresh (DESIGN 4.7).</summary>
    /// <param name="Notice">Null for a briefing.</param>
    /// <param name="FreshUntil">Exclusive end of freshness of the oldest Live look; null where rule 7 does not apply (briefing, withdrawal).</param>
    /// <param name="FirstLetter">Counts for the fuse (DESIGN 4.12).</param>
    internal sealed record Queue(
        Guid Id, NoticeId? Notice, OutgoingLetter Letter, Instant DueAt, Instant? FreshUntil, bool FirstLetter) : OutboxChange;

    /// <summary>Taken back before it left; fails the commit if the row is already Sending.</summary>
    internal sealed record Recall(NoticeId Notice) : OutboxChange;
}

/// <summary>Something only a human can do, shared by the takedowns of a case that ask the same.</summary>
internal sealed record StoredTask
{
    public required TaskId Id { get; init; }

    public required TaskKind Kind { get; init; }

    public required string Subject { get; init; }

    /// <summary>What is asked, in one or two plain sentences; no URL (URLs are in case show).</summary>
    public required string Asks { get; init; }

    public required Instant Since { get; init; }

    public Instant? Due { get; init; }

    public NoticeId? Notice { get; init; }

    public ImmutableArray<TakedownId> Takedowns { get; init; } = [];

    public Instant? SettledAt { get; init; }
}

/// <summary>One line of the ledger before it is numbered and sealed.</summary>
/// <param name="Kind"><c>event</c>, <c>decision</c>, <c>letter</c>, <c>task</c>, <c>briefing</c>.</param>
/// <param name="Name">Name of the event, decision or letter kind; in clear.</param>
/// <param name="Rule">Rule id, where a rule decided; in clear.</param>
/// <param name="RulebookHash">Hash of the rulebook in force; in clear.</param>
/// <param name="Body">JSON; sealed under the case key.</param>
internal sealed record LedgerEntry(
    Instant At, string Kind, string Name, TakedownId? Takedown, NoticeId? Notice, string? Rule, string? RulebookHash, string Body);
