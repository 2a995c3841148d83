using System.Data;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace TakedownWorker.Storage;

/// <summary>
/// One file. WAL, so that readers never wait; synchronous=FULL, so that what was committed before MAIL FROM survives a power
/// cut; secure_delete, so that what was erased is gone.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    public const string DefaultFile = "takedown.db";
    private const int UniqueViolation = 2067;
    private const int PrimaryKeyViolation = 1555;
    private readonly string connectionString;

    /// <summary>Writers of this process take turns here instead of sleeping in SQLite's busy handler.</summary>
    private readonly SemaphoreSlim turn = new(1, 1);

    public SqliteDatabase(StorageSettings settings)
    {
        var builder = new SqliteConnectionStringBuilder(settings.ConnectionString) { DefaultTimeout = 30 };
        FilePath = Path.GetFullPath(builder.DataSource is { Length: > 0 } file ? file : DefaultFile, Path.GetFullPath(settings.DataDirectory));
        builder.DataSource = FilePath;
        connectionString = builder.ToString();
    }

    /// <summary>Full path of the database file.</summary>
    public string FilePath { get; }

    public override Statements Sql => SqliteStatements.All;

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.Command(null, "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;")
                .ExecuteAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<WriteScope> BeginWriteAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        SqliteConnection? connection = null;
        try
        {
            connection = (SqliteConnection)await OpenAsync(cancellationToken);
            return new WriteScope(connection, connection.BeginTransaction(IsolationLevel.Serializable, deferred: false), () => turn.Release());
        }
        catch
        {
            turn.Release();
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            throw;
        }
    }

    public override ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellationToken) =>
        new(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true));

    public override TakedownDb Context(DbConnection connection) =>
        new SqliteTakedownDb(new DbContextOptionsBuilder<SqliteTakedownDb>().UseSqlite(connection).Options);

    public override bool IsDuplicate(Exception exception) => (exception as SqliteException ?? exception.InnerException as SqliteException)
        ?.SqliteExtendedErrorCode is UniqueViolation or PrimaryKeyViolation;

    /// <summary>One JSON array of arrays, which the statements unpack by json_each; ids in the spelling that SQLite stores.</summary>
    public override void AddRows(DbCommand command, RowBatch rows)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            for (var i = 0; i < rows.Count; i++)
            {
                json.WriteStartArray();
                foreach (var column in rows.Columns)
                {
                    Write(json, column.GetValue(i)!);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        command.Parameters.Add(new SqliteParameter("@rows", Encoding.UTF8.GetString(buffer.ToArray())));
    }

    public override async Task ScrubAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await connection.Command(null, "PRAGMA wal_checkpoint(TRUNCATE)").ExecuteAsync(cancellationToken);
    }

    public override ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case Guid id:
                json.WriteStringValue(id.ToString("D").ToUpperInvariant());
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            default:
                throw new ArgumentException($"{value.GetType().Name} is no column of a batch.", nameof(value));
        }
    }
}
