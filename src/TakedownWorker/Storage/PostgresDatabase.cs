using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TakedownWorker.Storage;

/// <summary>PostgreSQL, shared by any number of replicas.</summary>
internal sealed class PostgresDatabase(StorageSettings settings) : Database
{
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(settings.ConnectionString);

    public override Statements Sql => PostgresStatements.All;

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await source.OpenConnectionAsync(cancellationToken);

    public override async Task<WriteScope> BeginWriteAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            return new WriteScope(connection, await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override TakedownDb Context(DbConnection connection) =>
        new PostgresTakedownDb(new DbContextOptionsBuilder<PostgresTakedownDb>().UseNpgsql(connection).Options);

    public override bool IsDuplicate(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState == PostgresErrorCodes.UniqueViolation;

    public override bool IsDeadlock(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <summary>One array a column (<c>@c0</c>, <c>@c1</c>, …), which the statements unpack by unnest.</summary>
    public override void AddRows(DbCommand command, RowBatch rows)
    {
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            command.Parameters.Add(new NpgsqlParameter($"c{i}", rows.Columns[i]));
        }
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();
}
