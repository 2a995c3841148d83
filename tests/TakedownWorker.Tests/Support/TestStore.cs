using Microsoft.Extensions.Time.Testing;
using TakedownWorker.Privacy;
using TakedownWorker.Storage;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Support;

/// <summary>A prepared database with its own key, in a folder of its own; gone when disposed.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly Func<ValueTask> drop;

    private TestStore(string folder, StorageSettings settings, Func<ValueTask> drop)
    {
        this.drop = drop;
        Folder = folder;
        Settings = settings;
        KeyFile = Path.Combine(folder, "master.key");
        Keys = new Keyring(KeyFile);
        Database = settings.Postgres ? new PostgresDatabase(settings) : new SqliteDatabase(settings);
        Migrator = new DatabaseMigrator(Database, Keys, settings, Machine);
        Cases = new CaseStore(Database, Keys);
    }

    public string Folder { get; }

    public StorageSettings Settings { get; }

    public string KeyFile { get; }

    public Keyring Keys { get; }

    public Database Database { get; }

    public IDatabaseMigrator Migrator { get; }

    public ICaseStore Cases { get; }

    /// <summary>The machine clock: leases.</summary>
    public FakeTimeProvider Machine { get; } = new(Some.Start.ToDateTimeOffset());

    public string SqliteFile => ((SqliteDatabase)Database).FilePath;

    public static async Task<TestStore> SqliteAsync()
    {
        var store = Unprepared();
        await store.Migrator.PrepareAsync(TestContext.Current.CancellationToken);
        return store;
    }

    /// <summary>SQLite, nothing made yet.</summary>
    public static TestStore Unprepared()
    {
        var folder = Directory.CreateTempSubdirectory("takedown-store-").FullName;
        return new TestStore(folder, new StorageSettings(false, "Data Source=takedown.db", folder, true), () => default);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await drop();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs a statement past all of the store's own code: what somebody with the database alone can do.</summary>
    public async Task<int> TamperAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(TestContext.Current.CancellationToken);
        return await connection.Command(null, sql).ExecuteAsync(TestContext.Current.CancellationToken);
    }
}
