namespace TakedownWorker.Storage.Rows;

/// <summary>The one row of this installation.</summary>
internal sealed class InstallationRow
{
    public const int OnlyId = 1;

    public int Id { get; set; }

    /// <summary>Known from the first day: a database is never opened with another key.</summary>
    public required string MasterKeyId { get; set; }

    public long CreatedAt { get; set; }

    /// <summary>Hold-all (DESIGN 4.12).</summary>
    public bool Held { get; set; }

    /// <summary>Sealed under the installation's key: an operator's words may name somebody.</summary>
    public byte[]? HoldReason { get; set; }

    /// <summary>Number of the newest checkpoint; 0 for none.</summary>
    public long CheckpointSeq { get; set; }

    public byte[]? CheckpointHash { get; set; }

    /// <summary>Keyed, so that nobody with only the database can drop the newest checkpoint.</summary>
    public byte[]? CheckpointMac { get; set; }
}

/// <summary>One case. In clear stand only what a claim must re-check and what means nothing.</summary>
internal sealed class CaseRow
{
    public Guid Id { get; set; }

    public required string Reference { get; set; }

    /// <summary>Keyed hash of the caller's own id.</summary>
    public string? CallerKey { get; set; }

    /// <summary>Raised by every commit; catches a writer who skipped the lock.</summary>
    public long Version { get; set; }

    /// <summary>The case's data key under the master key; null once erased.</summary>
    public byte[]? DataKey { get; set; }

    public required string MasterKeyId { get; set; }

    public byte[]? Facts { get; set; }

    public bool Paused { get; set; }

    public bool Quarantined { get; set; }

    public bool Closed { get; set; }

    public long OpenedAt { get; set; }

    public long? ErasedAt { get; set; }

    /// <summary>Head of the case's chain: number, hash, and a keyed hash of both.</summary>
    public long LedgerSeq { get; set; }

    public byte[]? LedgerHash { get; set; }

    public byte[]? LedgerMac { get; set; }
}

internal sealed class TakedownRow
{
    public Guid Id { get; set; }

    public Guid CaseId { get; set; }

    /// <summary>Order of reporting in the case.</summary>
    public int Position { get; set; }

    /// <summary>Keyed hash of the normal form: the same URL once a case.</summary>
    public required string UrlKey { get; set; }

    public int Content { get; set; }

    public int Attempt { get; set; }

    public int Rung { get; set; }

    public int State { get; set; }

    /// <summary>The whole record, sealed.</summary>
    public required byte[] Body { get; set; }
}

internal sealed class NoticeRow
{
    public Guid Id { get; set; }

    public Guid CaseId { get; set; }

    public int Position { get; set; }

    public int State { get; set; }

    /// <summary>The whole record, sealed.</summary>
    public required byte[] Body { get; set; }
}

/// <summary>One row an item, its key the primary key: the database's own word that nothing is sent twice.</summary>
internal sealed class ItemRow
{
    public Guid TakedownId { get; set; }

    public int Attempt { get; set; }

    public int Rung { get; set; }

    public int Role { get; set; }

    /// <summary>Keyed hash of the party.</summary>
    public required string Party { get; set; }

    public int Kind { get; set; }

    public int Number { get; set; }

    public int RouteTry { get; set; }

    public Guid CaseId { get; set; }

    public Guid? NoticeId { get; set; }

    public int State { get; set; }
}

/// <summary>Something only a human can do.</summary>
internal sealed class TaskRow
{
    public Guid Id { get; set; }

    public Guid CaseId { get; set; }

    public int Kind { get; set; }

    public Guid? NoticeId { get; set; }

    public long Since { get; set; }

    public long? Due { get; set; }

    public long? SettledAt { get; set; }

    /// <summary>The whole record, sealed.</summary>
    public required byte[] Body { get; set; }
}

/// <summary>What is known of a route over all cases.</summary>
internal sealed class RouteRow
{
    public required string RouteKey { get; set; }

    public bool Trusted { get; set; }
}
