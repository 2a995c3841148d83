using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using TakedownWorker.Core;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>Checks the chain of one case in one snapshot: bodies stream by, one line of numbers and hashes an entry is kept.</summary>
internal sealed class LedgerVerifier(Database database, IKeyring keys)
{
    /// <summary>Entries whose origin is searched; a chain with more faults is reported without telling moved from altered.</summary>
    private const int MaxSearched = 200;

    public async Task<(long Entries, List<LedgerFault> Faults)> VerifyCaseAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var snapshot = await database.BeginSnapshotAsync(connection, cancellationToken);
        await using var db = database.Context(connection);
        await db.Database.UseTransactionAsync(snapshot, cancellationToken);
        var row = await db.Cases.AsNoTracking().SingleAsync(c => c.Id == id, cancellationToken);
        var owner = new CaseId(id);
        var head = new ChainHead(row.LedgerSeq, row.LedgerHash ?? []);
        var key = Open(owner, row.DataKey);
        var entries = new List<CheckedEntry>();
        var origin = new Dictionary<long, long>();
        await foreach (var line in db.Ledger.AsNoTracking().Where(l => l.CaseId == id).OrderBy(l => l.Seq).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var entry = ChainCheck.Check(line, key);
            entries.Add(entry);
            if (!entry.Proven)
            {
                origin[line.Seq] = origin.Count < MaxSearched ? ChainCheck.OriginOf(line, key, head.Seq + 1) : 0;
            }
        }

        var faults = ChainCheck.Faults(entries, origin, head, ChainHead.Genesis(owner)).Select(f => new LedgerFault(row.Reference, f.Seq, f.Fault)).ToList();
        if (row.LedgerMac is null || !keys.LedgerMac(head.Bytes(owner)).AsSpan().SequenceEqual(row.LedgerMac))
        {
            faults.Add(new LedgerFault(row.Reference, head.Seq, "altered"));
        }

        faults.AddRange(await AgainstCheckpointsAsync(connection, snapshot, row, cancellationToken));
        return (entries.Count, [.. faults.Distinct().OrderBy(f => f.Sequence)]);
    }

    /// <summary>What a checkpoint saw stands there still: a head that was rolled back shows here.</summary>
    private static async Task<IEnumerable<LedgerFault>> AgainstCheckpointsAsync(
        DbConnection connection, DbTransaction snapshot, CaseRow row, CancellationToken cancellationToken)
    {
        var broken = await connection.Command(
            snapshot,
            """
            SELECT h.seq, l.seq FROM checkpoint_heads h LEFT JOIN ledger l ON l.case_id = h.case_id AND l.seq = h.seq
            WHERE h.case_id = @id AND (l.seq IS NULL OR l.hash <> h.hash) ORDER BY h.seq
            """,
            ("@id", row.Id)).ListAsync(r => (Seq: r.GetInt64(0), Stands: !r.IsDBNull(1)), cancellationToken);
        return broken.Select(b => new LedgerFault(row.Reference, b.Seq, b.Stands ? "altered" : "missing"));
    }

    private ICaseKey? Open(CaseId id, byte[]? wrapped)
    {
        try
        {
            return wrapped is null ? null : keys.OpenCaseKey(id, wrapped);
        }
        catch (SealBrokenException)
        {
            // The wrapped key was altered: hashes and head still prove the chain.
            return null;
        }
    }
}
