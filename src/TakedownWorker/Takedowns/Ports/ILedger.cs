using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>One fault that verification found.</summary>
/// <param name="Case">Reference of the case; null for a checkpoint.</param>
/// <param name="Sequence">Entry of that case's chain, or number of the checkpoint.</param>
/// <param name="Fault"><c>altered</c>, <c>missing</c>, <c>inserted</c>, <c>reordered</c> or <c>checkpoint</c>.</param>
internal sealed record LedgerFault(string? Case, long Sequence, string Fault);

/// <summary>Result of <c>evidence verify</c>.</summary>
internal sealed record LedgerReport(bool Ok, long Entries, ImmutableArray<LedgerFault> Faults);

/// <summary>The append-only record. Appending happens in <see cref="ICaseSession.CommitAsync"/>.</summary>
internal interface ILedger
{
    /// <summary>Checks one case, or all chains and checkpoints. Streams; memory does not grow with the ledger.</summary>
    Task<LedgerReport> VerifyAsync(string? reference, CancellationToken cancellationToken);

    /// <summary>Ties the heads of all chains together and to the checkpoint before, when one is due. False: another replica did.</summary>
    Task<bool> CheckpointAsync(Instant now, Duration every, CancellationToken cancellationToken);

    /// <summary>All opened entries of one case, in order, for <c>case show</c>, tests and evidence packs.</summary>
    IAsyncEnumerable<(long Sequence, LedgerEntry Entry)> ReadAsync(string reference, CancellationToken cancellationToken);
}
