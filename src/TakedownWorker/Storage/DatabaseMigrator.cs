using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>Brings the database to this version, then to its key.</summary>
internal sealed class DatabaseMigrator(
    Database database, IKeyring keys, StorageSettings settings, [FromKeyedServices(Clocks.Machine)] TimeProvider clock) : IDatabaseMigrator
{
    /// <summary>How long another process may migrate before we say so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>A migration takes seconds: a lock older than this was left by a process that was killed.</summary>
    private static readonly TimeSpan LockIsDead = TimeSpan.FromMinutes(10);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var pending = await ReachAsync(cancellationToken);
        if (pending.Count > 0 && !settings.MigrateOnStart)
        {
            throw new DatabaseException(
                $"The database is {pending.Count} migration(s) behind this program (next: {pending[0]}) and Storage:MigrateOnStart is false. Cure: run 'TakedownWorker db migrate'.");
        }

        if (pending.Count > 0)
        {
            await ApplyAsync(cancellationToken);
        }

        await UnlockAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        var pending = await ReachAsync(cancellationToken);
        if (pending.Count > 0)
        {
            await ApplyAsync(cancellationToken);
        }

        await UnlockAsync(cancellationToken);
        return pending;
    }

    private async Task<IReadOnlyList<string>> ReachAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (database is SqliteDatabase sqlite)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(sqlite.FilePath)!);
            }

            await using var connection = await database.OpenAsync(cancellationToken);
            await using var db = database.Context(connection);
            var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            if ((await db.Database.GetAppliedMigrationsAsync(cancellationToken)).FirstOrDefault(m => !known.Contains(m)) is { } newer)
            {
                throw new DatabaseException($"The database was written by a newer version of this program (migration {newer}). Cure: run that version, or restore a backup.");
            }

            return [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
        }
        catch (Exception e) when (e is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"The database of Storage:ConnectionString cannot be opened: {e.Message} Cure: check the path or the server, and the rights of this user.", e);
        }
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var db = database.Context(connection);
            await DropDeadLockAsync(db, cancellationToken);
            await db.Database.MigrateAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DatabaseException(
                $"Another process has been migrating this database for {Patience.TotalSeconds:0} seconds, or was killed while it did. Cure: wait for it; a lock left behind (table __EFMigrationsLock) is dropped by itself after {LockIsDead.TotalMinutes:0} minutes.");
        }
    }

    /// <summary>SQLite only: PostgreSQL frees its lock with the connection.</summary>
    private async Task DropDeadLockAsync(TakedownDb db, CancellationToken cancellationToken)
    {
        if (database is not SqliteDatabase)
        {
            return;
        }

        var connection = db.Database.GetDbConnection();
        if (await connection.Command(null, "SELECT 1 FROM sqlite_master WHERE name = '__EFMigrationsLock'").ScalarAsync(cancellationToken) is null)
        {
            return;
        }

        var dead = (clock.GetUtcNow() - LockIsDead).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        await connection.Command(null, "DELETE FROM \"__EFMigrationsLock\" WHERE \"Timestamp\" < @dead", ("@dead", dead)).ExecuteAsync(cancellationToken);
    }

    /// <summary>Under the write lock, so that of two first starts one makes the key and the other finds its id.</summary>
    private async Task UnlockAsync(CancellationToken cancellationToken)
    {
        await using var scope = await database.BeginWriteAsync(cancellationToken);
        await using var db = database.Context(scope.Connection);
        await db.Database.UseTransactionAsync(scope.Transaction, cancellationToken);
        if (database is PostgresDatabase)
        {
            await scope.Command("LOCK TABLE installation IN EXCLUSIVE MODE").ExecuteAsync(cancellationToken);
        }

        var row = await db.Installation.SingleOrDefaultAsync(cancellationToken);
        var id = keys.Unlock(row?.MasterKeyId);
        if (row is null)
        {
            var now = Ticks.Of(Instant.FromDateTimeOffset(clock.GetUtcNow()));
            db.Installation.Add(new InstallationRow { Id = InstallationRow.OnlyId, MasterKeyId = id, CreatedAt = now });
            await db.SaveChangesAsync(cancellationToken);
            await scope.CommitAsync(cancellationToken);
        }
    }
}
