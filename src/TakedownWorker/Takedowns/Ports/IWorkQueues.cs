using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>A fenced lease: completion is <c>UPDATE … WHERE id AND lease_token</c>; zero rows discard the result.</summary>
internal readonly record struct Lease(Guid Token, Instant Until);

/// <summary>A look that is due and leased to this process.</summary>
/// <param name="RowId">Row of the looks table.</param>
/// <param name="HostKey">Keyed hash of the host: what slots and breakers group by.</param>
/// <param name="Expected">Content state in which a look is routine and needs no event.</param>
internal sealed record ClaimedLook(
    long RowId, CaseId Case, TakedownId Takedown, string Url, string HostKey, ContentState Expected, bool ReportBack,
    Duration Every, long LookNumber, ReadOnlyMemory<byte> FingerprintKey, Lease Lease)
{
    /// <summary>Name of the vantage to look from.</summary>
    public string Vantage { get; init; } = LookFacts.DirectVantage;

    /// <summary>What the last answer that was read looked like from there; null when there is none.</summary>
    public PageMemory? Memory { get; init; }

    /// <summary>Key of the case, to seal what is to be remembered.</summary>
    public ICaseKey? Key { get; init; }
}

/// <summary>How a leased look ended.</summary>
/// <param name="NextDue">When to look again (domain clock); the slot at the host is the store's to keep.</param>
/// <param name="Memory">What to remember of the answer; null keeps what is remembered.</param>
internal sealed record FinishedLook(ClaimedLook Look, Instant NextDue, PageMemory? Memory = null);

/// <summary>The first clock of a takedown: when to look (DESIGN 7).</summary>
internal interface ILookQueue
{
    /// <summary>
    /// Leases up to <paramref name="limit"/> looks due at <paramref name="now"/> (domain), oldest first, at most one per host
    /// in the answer, and none for a host whose slot (last claim plus <paramref name="hostGap"/>) is not over.
    /// </summary>
    Task<ImmutableArray<ClaimedLook>> ClaimAsync(Instant now, int limit, Duration lease, Duration hostGap, CancellationToken cancellationToken);

    /// <summary>One batched commit for looks that found what was expected. Returns how many leases still held.</summary>
    Task<int> FinishAsync(IReadOnlyCollection<FinishedLook> looks, CancellationToken cancellationToken);

    /// <summary>Gives leases back unused (stop, own outage): due at once.</summary>
    Task HandBackAsync(IReadOnlyCollection<ClaimedLook> looks, CancellationToken cancellationToken);

    /// <summary>Counts a failure of ours on the row; returns failures in a row.</summary>
    Task<int> FailAsync(ClaimedLook look, Instant nextDue, CancellationToken cancellationToken);
}

/// <summary>A wake-up or a route look-up that is due and leased.</summary>
internal sealed record ClaimedWork(CaseId Case, TakedownId Takedown, Instant Due, Lease Lease, int Failures);

/// <summary>The second clock of a takedown: when to decide.</summary>
internal interface IWakeUpQueue
{
    Task<ImmutableArray<ClaimedWork>> ClaimAsync(Instant now, int limit, Duration lease, CancellationToken cancellationToken);

    /// <summary>The runner's commit has replaced or deleted the row; this counts a failure and puts it off. Returns failures in a row.</summary>
    Task<int> FailAsync(ClaimedWork work, Instant nextDue, CancellationToken cancellationToken);

    Task HandBackAsync(IReadOnlyCollection<ClaimedWork> work, CancellationToken cancellationToken);
}

/// <summary>Route look-ups to be done.</summary>
internal interface IRouteWorkQueue
{
    Task<ImmutableArray<ClaimedWork>> ClaimAsync(Instant now, int limit, Duration lease, CancellationToken cancellationToken);

    /// <summary>Removes the row if the lease still holds.</summary>
    Task<bool> DoneAsync(ClaimedWork work, CancellationToken cancellationToken);

    Task<int> FailAsync(ClaimedWork work, Instant nextDue, CancellationToken cancellationToken);

    Task HandBackAsync(IReadOnlyCollection<ClaimedWork> work, CancellationToken cancellationToken);
}

/// <summary>A letter or briefing that is about to be sent: <c>Sending</c> is committed with this try number and token.</summary>
/// <param name="PossibleDuplicate">An earlier try ended without an answer: its Sending row had a dead lease, or it was doubtful.</param>
internal sealed record ClaimedLetter(
    Guid Id, CaseId Case, NoticeId? Notice, OutgoingLetter Letter, int Try, bool PossibleDuplicate, Lease Lease);

/// <summary>A queued letter that may not leave now and must go back to the decider.</summary>
internal sealed record HeldLetter(CaseId Case, NoticeId Notice, HoldReason Reason);

/// <summary>How much one claim may take.</summary>
/// <param name="Letters">At most so many rows: all of them are Sending at once, and a death makes each a possible duplicate.</param>
/// <param name="FirstLettersPerHour">The fuse of DESIGN 4.12: first letters beyond it are held, counted in the same transaction.</param>
internal sealed record OutboxLimits(int Letters, int FirstLettersPerHour = int.MaxValue);

/// <summary>What a claim found.</summary>
/// <param name="Damaged">Letters whose sealed content does not open: never sent, never dropped.</param>
internal sealed record OutboxClaim(
    ImmutableArray<ClaimedLetter> Letters, ImmutableArray<HeldLetter> Held, ImmutableArray<HeldLetter> Damaged);

/// <summary>
/// Letters on their way. The claim re-checks case (paused, quarantined, closed: withdrawals still leave, except in quarantine),
/// letter state, hold-all and freshness in the same statement that commits Sending (DESIGN 4.8).
/// </summary>
internal interface IOutbox
{
    Task<OutboxClaim> ClaimAsync(Instant now, OutboxLimits limits, Duration lease, CancellationToken cancellationToken);

    /// <summary>Done with it (accepted or refused for good); false when the lease was lost: the send is then doubtful.</summary>
    Task<bool> DoneAsync(ClaimedLetter letter, CancellationToken cancellationToken);

    /// <summary>Next try later; <paramref name="doubtful"/>: the server may have it.</summary>
    Task<bool> RetryAsync(ClaimedLetter letter, Instant nextTry, bool doubtful, CancellationToken cancellationToken);

    /// <summary>Hold or release everything (DESIGN 4.12). A release lets the fuse count afresh: a human has seen what left.</summary>
    Task SetHoldAsync(bool held, string reason, CancellationToken cancellationToken);

    Task<(bool Held, string? Reason)> GetHoldAsync(CancellationToken cancellationToken);
}

/// <summary>What is known of routes over all cases.</summary>
internal interface IRouteTrust
{
    /// <summary>Route keys that an approved letter reached and that have not bounced since.</summary>
    Task<ImmutableHashSet<string>> TrustedAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken);
}
