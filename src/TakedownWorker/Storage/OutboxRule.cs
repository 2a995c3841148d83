using System.Data.Common;
using TakedownWorker.Core.Notices;
using TakedownWorker.Storage.Rows;

namespace TakedownWorker.Storage;

/// <summary>A letter that is due, with what must be re-checked before it leaves.</summary>
internal sealed record DueLetter(
    Guid Id, Guid Case, Guid? Notice, byte[] Letter, long? FreshUntil, OutboxState State, int Tries, bool FirstLetter, bool Withdrawal,
    bool Paused, bool Quarantined, bool Closed, byte[]? DataKey)
{
    /// <summary>Null for a briefing, or when the letter is unknown.</summary>
    public NoticeState? NoticeState { get; init; }

    public static DueLetter Read(DbDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.IsDBNull(2) ? null : r.GetGuid(2), r.GetBytes(3), r.IsDBNull(4) ? null : r.GetInt64(4),
        (OutboxState)r.GetInt32(5), r.GetInt32(6), r.GetBoolean(7), r.GetBoolean(8),
        r.GetBoolean(9), r.GetBoolean(10), r.GetBoolean(11), r.IsDBNull(12) ? null : r.GetBytes(12));
}

internal enum OutboxVerdict
{
    Send,
    HoldStopped,
    HoldStale,

    /// <summary>More first letters would leave within an hour than the fuse allows (DESIGN 4.12).</summary>
    HoldFuse,

    /// <summary>A Sending row with a dead lease in a case that stopped: not repeated, and said to be doubtful.</summary>
    LeaveInDoubt,

    /// <summary>Its letter is no longer queued: the decision that took it back stands.</summary>
    Drop,
}

/// <summary>
/// May this letter leave now? Asked in the transaction that commits Sending. Hold-all is in the claim's own WHERE: letters
/// wait where they are, briefings leave (a caseworker must hear why nothing moves).
/// </summary>
internal static class OutboxRule
{
    public static OutboxVerdict Judge(DueLetter letter, long now)
    {
        if (letter.Notice is null)
        {
            return OutboxVerdict.Send;
        }

        if (letter.NoticeState is not (NoticeState.Queued or NoticeState.Sending or NoticeState.Doubtful))
        {
            return OutboxVerdict.Drop;
        }

        if (letter.Quarantined || ((letter.Paused || letter.Closed) && !letter.Withdrawal))
        {
            return letter.State == OutboxState.Ready ? OutboxVerdict.HoldStopped : OutboxVerdict.LeaveInDoubt;
        }

        // A repeat of what may have arrived needs no new look: its own was fresh when Sending was committed.
        return letter.State == OutboxState.Ready && letter.FreshUntil <= now ? OutboxVerdict.HoldStale : OutboxVerdict.Send;
    }
}
