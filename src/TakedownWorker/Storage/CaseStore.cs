using Microsoft.EntityFrameworkCore;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>Opens cases for one writer at a time: the case row is locked until the session ends.</summary>
internal sealed class CaseStore(Database database, IKeyring keys) : ICaseStore
{
    public async Task<ICaseSession?> OpenAsync(CaseId id, CancellationToken cancellationToken)
    {
        var scope = await database.BeginWriteAsync(cancellationToken);
        var db = database.Context(scope.Connection);
        try
        {
            await db.Database.UseTransactionAsync(scope.Transaction, cancellationToken);
            await scope.Command(database.Sql.CaseLock, ("@id", id.Value)).ScalarAsync(cancellationToken);
            var row = await db.Cases.SingleOrDefaultAsync(c => c.Id == id.Value, cancellationToken);
            if (row?.DataKey is not null)
            {
                var loaded = await LoadedCase.LoadAsync(db, row, keys.OpenCaseKey(id, row.DataKey), cancellationToken);
                return new CaseSession(database, keys, scope, db, loaded);
            }
        }
        catch
        {
            await EndAsync(db, scope);
            throw;
        }

        await EndAsync(db, scope);
        return null;
    }

    public async Task<ICaseSession> CreateAsync(CaseFacts facts, CancellationToken cancellationToken)
    {
        var scope = await database.BeginWriteAsync(cancellationToken);
        var db = database.Context(scope.Connection);
        try
        {
            await db.Database.UseTransactionAsync(scope.Transaction, cancellationToken);
            var (key, wrapped) = keys.NewCaseKey(facts.Id);
            var row = NewRow(facts, key, wrapped);
            db.Cases.Add(row);
            await db.SaveChangesAsync(cancellationToken);
            return new CaseSession(database, keys, scope, db, LoadedCase.New(row, key, facts));
        }
        catch (DbUpdateException e) when (database.IsDuplicate(e))
        {
            await EndAsync(db, scope);
            throw new DuplicateCaseException($"The reference {facts.Reference}, or the caller's id of this case, is taken.");
        }
        catch
        {
            await EndAsync(db, scope);
            throw;
        }
    }

    public Task<CaseId?> FindAsync(string reference, CancellationToken cancellationToken) =>
        FindAsync(db => db.Cases.Where(c => c.Reference == reference).Select(c => (Guid?)c.Id), cancellationToken);

    public Task<CaseId?> FindByCallerIdAsync(string callerId, CancellationToken cancellationToken)
    {
        var key = keys.Hash(KeyedName.Caller, callerId);
        return FindAsync(db => db.Cases.Where(c => c.CallerKey == key).Select(c => (Guid?)c.Id), cancellationToken);
    }

    public Task<CaseId?> FindByNoticeAsync(NoticeId id, CancellationToken cancellationToken) =>
        FindAsync(db => db.Notices.Where(n => n.Id == id.Value).Select(n => (Guid?)n.CaseId), cancellationToken);

    public async Task<(CaseId Case, StoredTask Task)?> FindTaskAsync(TaskId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var db = database.Context(connection);
        var found = await db.Tasks.AsNoTracking()
            .Where(t => t.Id == id.Value)
            .Join(db.Cases, t => t.CaseId, c => c.Id, (t, c) => new { Task = t, c.DataKey })
            .SingleOrDefaultAsync(cancellationToken);
        if (found?.DataKey is null)
        {
            return null;
        }

        var owner = new CaseId(found.Task.CaseId);
        return (owner, keys.OpenCaseKey(owner, found.DataKey).OpenTask(found.Task));
    }

    private async Task<CaseId?> FindAsync(Func<TakedownDb, IQueryable<Guid?>> query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var db = database.Context(connection);
        return await query(db).SingleOrDefaultAsync(cancellationToken) is { } id ? new CaseId(id) : null;
    }

    private CaseRow NewRow(CaseFacts facts, ICaseKey key, byte[] wrapped)
    {
        var head = ChainHead.Genesis(facts.Id);
        return new CaseRow
        {
            Id = facts.Id.Value,
            Reference = facts.Reference,
            CallerKey = facts.CallerId is { } caller ? keys.Hash(KeyedName.Caller, caller) : null,
            DataKey = wrapped,
            MasterKeyId = keys.MasterKeyId,
            Facts = key.Seal(facts),
            Paused = facts.Paused,
            Quarantined = facts.Quarantined,
            Closed = facts.Closure != CaseClosure.None,
            OpenedAt = Ticks.Of(facts.OpenedAt),
            LedgerHash = head.Hash,
            LedgerMac = keys.LedgerMac(head.Bytes(facts.Id)),
        };
    }

    private static async Task EndAsync(TakedownDb db, WriteScope scope)
    {
        await db.DisposeAsync();
        await scope.DisposeAsync();
    }
}
