namespace TakedownWorker.Storage;

/// <summary>The statements written by hand: the same names on both databases, one file a dialect.</summary>
internal sealed record Statements
{
    /// <summary>Due looks without a live lease, oldest first: id, host_key, due. @now, @machine, @limit.</summary>
    public required string LookWindow { get; init; }

    /// <summary>Rows of host_slots for these hosts, made where missing. Rows: host_key.</summary>
    public required string SlotEnsure { get; init; }

    /// <summary>host_key, free_at of these hosts, locked. Rows: host_key.</summary>
    public required string SlotRead { get; init; }

    /// <summary>Rows: host_key, free_at.</summary>
    public required string SlotSet { get; init; }

    /// <summary>Leases looks, each under its own token. Rows: id, token. @until.</summary>
    public required string LookTake { get; init; }

    /// <summary>What a leased look needs. Rows: id.</summary>
    public required string LookRead { get; init; }

    /// <summary>Writes slots into due. Rows: id, due.</summary>
    public required string LookPush { get; init; }

    /// <summary>Looks that found what was expected: one statement a batch. Rows: id, token, due, memory ("" keeps it).</summary>
    public required string LookFinish { get; init; }

    /// <summary>Gives leases back. Rows: id, token.</summary>
    public required string LookHandBack { get; init; }

    /// <summary>Leases due rows of a work table and returns takedown_id, case_id, due, failures. @now, @machine, @token, @until, @limit.</summary>
    public required Func<string, string> WorkClaim { get; init; }

    /// <summary>Gives leases back. Rows: takedown_id, token.</summary>
    public required Func<string, string> WorkHandBack { get; init; }

    /// <summary>Whether everything is held; locks the answer until the claim ends.</summary>
    public required string HoldRead { get; init; }

    /// <summary>Letters that may be due, with their case locked against change. @now, @machine, @held, @limit.</summary>
    public required string OutboxWindow { get; init; }

    /// <summary>id and state of notices. Rows: id.</summary>
    public required string NoticeStates { get; init; }

    /// <summary>Commits Sending. Rows: id. @token, @until.</summary>
    public required string OutboxTake { get; init; }

    /// <summary>Holds Ready rows until the runner has decided, or until then. Rows: id. @until.</summary>
    public required string OutboxHold { get; init; }

    /// <summary>Sending rows with a dead lease, in a case that stopped: nobody knows. Rows: id.</summary>
    public required string OutboxDoubt { get; init; }

    /// <summary>Rows: id.</summary>
    public required string OutboxDrop { get; init; }

    /// <summary>Counts for the fuse, once a letter. Rows: id. @at.</summary>
    public required string FirstLetterCount { get; init; }

    /// <summary>The duty's due time, its row made where missing and locked. @name.</summary>
    public required string DutyRead { get; init; }

    /// <summary>Locks the case row of a session; on SQLite the transaction is the lock. @id.</summary>
    public required string CaseLock { get; init; }
}
