using System.Data.Common;

namespace TakedownWorker.Storage;

/// <summary>One database: how to connect, how to begin a write, and the statements written by hand.</summary>
internal abstract class Database : IAsyncDisposable
{
    public abstract Statements Sql { get; }

    /// <summary>An open connection for reading.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>A transaction that will write: on SQLite it holds the one write lock from the start (no read-then-upgrade).</summary>
    public abstract Task<WriteScope> BeginWriteAsync(CancellationToken cancellationToken);

    /// <summary>A read transaction that sees one moment.</summary>
    public abstract ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>The model over an open connection, which the context does not own.</summary>
    public abstract TakedownDb Context(DbConnection connection);

    /// <summary>A key or unique index refused a row.</summary>
    public abstract bool IsDuplicate(Exception exception);

    /// <summary>Two transactions waited for each other and this one was chosen to end.</summary>
    public virtual bool IsDeadlock(Exception exception) => false;

    /// <summary>Adds the columns of many rows as parameters, in the form that this dialect's statements unpack.</summary>
    public abstract void AddRows(DbCommand command, RowBatch rows);

    /// <summary>Clears what deleted rows leave behind outside the database file (SQLite's write-ahead log).</summary>
    public virtual Task ScrubAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public abstract ValueTask DisposeAsync();
}

/// <summary>A write transaction and its connection. Disposing without commit rolls back.</summary>
internal sealed class WriteScope(DbConnection connection, DbTransaction transaction, Action? release = null) : IAsyncDisposable
{
    private Action? release = release;

    public DbConnection Connection => connection;

    public DbTransaction Transaction => transaction;

    public Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
            await connection.DisposeAsync();
        }
        finally
        {
            Interlocked.Exchange(ref release, null)?.Invoke();
        }
    }
}

/// <summary>Columns of many rows for one statement: Guid, long, int or string each.</summary>
internal sealed class RowBatch(params Array[] columns)
{
    public IReadOnlyList<Array> Columns => columns;

    public int Count => columns[0].Length;
}
