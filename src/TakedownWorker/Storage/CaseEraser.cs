using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>
/// Destroys the wrapped key and every row that could say something; the ledger stays, sealed for ever, with one last entry,
/// so that its chain and the checkpoints still verify.
/// </summary>
internal sealed class CaseEraser(Database database, IKeyring keys, [FromKeyedServices(Clocks.Machine)] TimeProvider clock) : ICaseEraser
{
    private static readonly string[] Emptied =
        ["takedowns", "notices", "items", "tasks", "looks", "wakeups", "route_work", "outbox"];

    public async Task<bool> EraseAsync(string reference, Instant at, CancellationToken cancellationToken)
    {
        await using (var scope = await database.BeginWriteAsync(cancellationToken))
        {
            await using var db = database.Context(scope.Connection);
            await db.Database.UseTransactionAsync(scope.Transaction, cancellationToken);
            var id = await db.Cases.Where(c => c.Reference == reference).Select(c => c.Id).SingleOrDefaultAsync(cancellationToken);
            await scope.Command(database.Sql.CaseLock, ("@id", id)).ScalarAsync(cancellationToken);
            var row = await db.Cases.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
            if (row?.DataKey is null)
            {
                return false;
            }

            await RefuseWhileSendingAsync(scope, row, cancellationToken);
            var key = keys.OpenCaseKey(new CaseId(id), row.DataKey);
            LedgerWriter.Append(
                db, keys, LoadedCase.New(row, key, key.OpenFacts(row)), [new LedgerEntry(at, "event", "Erased", null, null, null, null, "{}")]);
            Empty(row, at);
            await db.SaveChangesAsync(cancellationToken);
            foreach (var table in Emptied)
            {
                await scope.Command($"DELETE FROM {table} WHERE case_id = @id", ("@id", id)).ExecuteAsync(cancellationToken);
            }

            await scope.CommitAsync(cancellationToken);
        }

        await database.ScrubAsync(cancellationToken);
        return true;
    }

    private static void Empty(CaseRow row, Instant at)
    {
        row.Version++;
        row.DataKey = null;
        row.Facts = null;
        row.CallerKey = null;
        row.Closed = true;
        row.ErasedAt = Ticks.Of(at);
    }

    private async Task RefuseWhileSendingAsync(WriteScope scope, CaseRow row, CancellationToken cancellationToken)
    {
        var sending = await scope.Command(
            "SELECT 1 FROM outbox WHERE case_id = @id AND state = @sending AND lease_until >= @now",
            ("@id", row.Id), ("@sending", (int)OutboxState.Sending), ("@now", Ticks.Of(Instant.FromDateTimeOffset(clock.GetUtcNow()))))
            .ScalarAsync(cancellationToken);
        if (sending is not null)
        {
            throw new CaseChangedException($"Case {row.Reference}: a letter is on its way right now. Cure: try again in some minutes.");
        }
    }
}
