using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>The append-only record: verification, checkpoints, reading.</summary>
internal sealed class Ledger(Database database, IKeyring keys) : ILedger
{
    private readonly LedgerVerifier verifier = new(database, keys);
    private readonly Checkpoints checkpoints = new(database, keys);

    public async Task<LedgerReport> VerifyAsync(string? reference, CancellationToken cancellationToken)
    {
        var faults = new List<LedgerFault>();
        var entries = 0L;
        foreach (var id in await CasesAsync(reference, cancellationToken))
        {
            var (count, found) = await verifier.VerifyCaseAsync(id, cancellationToken);
            entries += count;
            faults.AddRange(found);
        }

        if (reference is null)
        {
            faults.AddRange((await checkpoints.FaultsAsync(cancellationToken)).Select(seq => new LedgerFault(null, seq, "checkpoint")));
            faults.AddRange(await WithoutCaseAsync(cancellationToken));
        }

        return new LedgerReport(faults.Count == 0, entries, [.. faults]);
    }

    public Task<bool> CheckpointAsync(Instant now, Duration every, CancellationToken cancellationToken) =>
        checkpoints.MakeAsync(now, every, cancellationToken);

    public async IAsyncEnumerable<(long Sequence, LedgerEntry Entry)> ReadAsync(
        string reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var db = database.Context(connection);
        var row = await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.Reference == reference, cancellationToken);
        if (row?.DataKey is null)
        {
            yield break;
        }

        var key = keys.OpenCaseKey(new CaseId(row.Id), row.DataKey);
        await foreach (var line in db.Ledger.AsNoTracking().Where(l => l.CaseId == row.Id).OrderBy(l => l.Seq).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return (line.Seq, Entry(line, key));
        }
    }

    private static LedgerEntry Entry(LedgerRow line, ICaseKey key) => new(
        Ticks.ToInstant(line.At), line.Kind, line.Name,
        line.TakedownId is { } takedown ? new TakedownId(takedown) : null,
        line.NoticeId is { } notice ? new NoticeId(notice) : null,
        line.Rule, line.RulebookHash, Encoding.UTF8.GetString(key.Open(LedgerHash.PlaceOf(line, line.Seq), line.Body)));

    private async Task<List<Guid>> CasesAsync(string? reference, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var db = database.Context(connection);
        return await db.Cases.Where(c => reference == null || c.Reference == reference).OrderBy(c => c.Reference).Select(c => c.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Entries and checkpointed heads of cases that are not there: the case was removed, or never was.</summary>
    private async Task<ImmutableArray<LedgerFault>> WithoutCaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var removed = await connection.Command(
            null,
            """
            SELECT case_id, max(seq) FROM checkpoint_heads h
            WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = h.case_id) GROUP BY case_id
            """).ListAsync(r => new LedgerFault(r.GetGuid(0).ToString("N"), r.GetInt64(1), "missing"), cancellationToken);
        var orphans = await connection.Command(
            null,
            """
            SELECT case_id, max(seq) FROM ledger l
            WHERE NOT EXISTS (SELECT 1 FROM cases c WHERE c.id = l.case_id) GROUP BY case_id
            """).ListAsync(r => new LedgerFault(r.GetGuid(0).ToString("N"), r.GetInt64(1), "inserted"), cancellationToken);
        return [.. removed, .. orphans.Where(o => !removed.Exists(r => r.Case == o.Case))];
    }
}
