namespace TakedownWorker.Storage.Rows;

/// <summary>One line of the ledger. Its hash runs over every other column and the hash before.</summary>
internal sealed class LedgerRow
{
    public Guid CaseId { get; set; }

    public long Seq { get; set; }

    public long At { get; set; }

    public required string Kind { get; set; }

    public required string Name { get; set; }

    public Guid? TakedownId { get; set; }

    public Guid? NoticeId { get; set; }

    public string? Rule { get; set; }

    public string? RulebookHash { get; set; }

    public required byte[] Body { get; set; }

    public required byte[] PrevHash { get; set; }

    public required byte[] Hash { get; set; }
}

/// <summary>Ties heads of chains to each other and to the checkpoint before.</summary>
internal sealed class CheckpointRow
{
    public long Seq { get; set; }

    public long At { get; set; }

    public required byte[] PrevHash { get; set; }

    public required byte[] Hash { get; set; }

    public required byte[] Mac { get; set; }
}

/// <summary>The head of one chain at a checkpoint; only chains that grew since the checkpoint before.</summary>
internal sealed class CheckpointHeadRow
{
    public Guid CaseId { get; set; }

    public long Seq { get; set; }

    public long Checkpoint { get; set; }

    public required byte[] Hash { get; set; }
}
