using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Core.Notices;

/// <summary>State of one letter.</summary>
internal enum NoticeState
{
    /// <summary>Gathers items, or waits for a fresh look; approval may already be given.</summary>
    Draft,
    AwaitingApproval,
    Queued,
    Sending,
    Doubtful,
    Sent,
    WrittenToPickup,
    Acknowledged,
    ClaimedDone,
    Refused,
    Bounced,
    Overdue,
    Fulfilled,
    Superseded,
    Withdrawn,
}

/// <summary>What approval binds: the letter without its addresses, and the addresses. Taking addresses away is allowed.</summary>
internal sealed record Approval(string By, Instant At, string FrameHash, ImmutableSortedSet<string> Urls);

/// <summary>One letter that gathers the items of one case to one party. Owned by NoticeDecider.</summary>
internal sealed record Notice
{
    public required NoticeId Id { get; init; }

    public required CaseId Case { get; init; }

    public required Route Route { get; init; }

    public required int Attempt { get; init; }

    public required int Rung { get; init; }

    public required ItemKind Kind { get; init; }

    /// <summary>Of a reminder, from 1.</summary>
    public int Number { get; init; }

    public NoticeState State { get; init; }

    /// <summary>When the first item was gathered; the collection window runs from here.</summary>
    public required Instant OpenedAt { get; init; }

    public required ImmutableArray<ItemKey> Items { get; init; }

    /// <summary>The basis chosen for it; null before it was composed.</summary>
    public string? Basis { get; init; }

    public string? Language { get; init; }

    /// <summary>Hash of the composed letter without its addresses (see <see cref="Approval"/>).</summary>
    public string? FrameHash { get; init; }

    /// <summary>SHA-256 of the whole composed letter, lower-case hex: what a human approves.</summary>
    public string? ContentHash { get; init; }

    public Approval? Approval { get; init; }

    /// <summary>Elements that were missing when it was last composed.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    public string? MessageId { get; init; }

    /// <summary>The letter this one reminds of, follows or withdraws.</summary>
    public NoticeId? InReplyTo { get; init; }

    public Instant? ReceivedAt { get; init; }

    public Instant? Deadline { get; init; }

    /// <summary>Tries so far; the repeat after a doubtful one is marked.</summary>
    public int Tries { get; init; }

    public string? BytesHash { get; init; }

    public bool HasNotLeft => State is NoticeState.Draft or NoticeState.AwaitingApproval or NoticeState.Queued;

    public bool MayBeOut => State is NoticeState.Sending or NoticeState.Doubtful;

    /// <summary>Received and still expected to be acted on.</summary>
    public bool IsRunning => State is NoticeState.Sent or NoticeState.WrittenToPickup or NoticeState.Acknowledged
        or NoticeState.ClaimedDone or NoticeState.Overdue;
}
