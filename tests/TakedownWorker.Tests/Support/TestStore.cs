using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using TakedownWorker.Privacy;
using TakedownWorker.Storage;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Support;

/// <summary>A prepared database with its own key, in a folder of its own; gone when disposed.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private static readonly Lazy<Task<(byte[] Database, byte[] Key)>> Template = new(MakeTemplateAsync);

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
        Looks = new LookQueue(Database, Keys, Machine, NullLogger<LookQueue>.Instance);
        WakeUps = new WakeUpQueue(Database, Machine);
        RouteWork = new RouteWorkQueue(Database, Machine);
        Outbox = new Outbox(Database, Keys, Machine, NullLogger<Outbox>.Instance);
        Trust = new RouteTrustStore(Database, Keys);
        Ledger = new Ledger(Database, Keys);
        Eraser = new CaseEraser(Database, Keys, Machine);
        Queries = new CaseQueries(Database, Keys);
        Hosts = new HostProfileStore(Database, Keys, Machine);
    }

    public string Folder { get; }

    public StorageSettings Settings { get; }

    public string KeyFile { get; }

    public Keyring Keys { get; }

    public Database Database { get; }

    public IDatabaseMigrator Migrator { get; }

    public ICaseStore Cases { get; }

    public ILookQueue Looks { get; }

    public IWakeUpQueue WakeUps { get; }

    public IRouteWorkQueue RouteWork { get; }

    public IOutbox Outbox { get; }

    public IRouteTrust Trust { get; }

    public ILedger Ledger { get; }

    public ICaseEraser Eraser { get; }

    public ICaseQueries Queries { get; }

    public IHostProfiles Hosts { get; }

    /// <summary>The machine clock: leases.</summary>
    public FakeTimeProvider Machine { get; } = new(Some.Start.ToDateTimeOffset());

    public string SqliteFile => ((SqliteDatabase)Database).FilePath;

    /// <summary>Copied from one that was prepared once: a migration a test is time.</summary>
    public static async Task<TestStore> SqliteAsync()
    {
        var store = Unprepared();
        var template = await Template.Value;
        File.WriteAllBytes(store.SqliteFile, template.Database);
        WriteKey(store.KeyFile, template.Key);
        await store.Migrator.PrepareAsync(TestContext.Current.CancellationToken);
        return store;
    }

    /// <summary>A database of its own on the shared server, copied from one that was prepared once.</summary>
    public static async Task<TestStore> PostgresAsync(PostgresServer server)
    {
        var (root, template) = await server.StartedAsync();
        var name = $"t{Guid.NewGuid():N}";
        await ExecuteAsync(root, $"CREATE DATABASE {name} TEMPLATE {PostgresServer.Template}");
        var store = NewPostgres(root, name);
        WriteKey(store.KeyFile, template);
        await store.Migrator.PrepareAsync(TestContext.Current.CancellationToken);
        return store;
    }

    /// <summary>One database, emptied: for a class whose tests run one after the other.</summary>
    public static async Task<TestStore> EmptiedPostgresAsync(PostgresServer server)
    {
        var (root, template) = await server.StartedAsync();
        var store = NewPostgres(root, PostgresServer.Emptied, keep: true);
        WriteKey(store.KeyFile, template);
        await store.TamperAsync(
            """
            DROP TABLE IF EXISTS kept;
            TRUNCATE installation, cases, takedowns, notices, items, tasks, routes, looks, host_slots, wakeups, route_work, outbox,
                first_letters, duties, ledger, checkpoints, checkpoint_heads, hosts, host_cases, host_facts, shared_hosts
            """);
        await store.Migrator.PrepareAsync(TestContext.Current.CancellationToken);
        return store;
    }

    /// <summary>Makes the template and returns its master key file.</summary>
    public static async Task<byte[]> MakePostgresTemplateAsync(string server)
    {
        await ExecuteAsync(server, $"CREATE DATABASE {PostgresServer.Template}_making");
        await using (var store = NewPostgres(server, PostgresServer.Template + "_making", keep: true))
        {
            await store.Migrator.PrepareAsync(CancellationToken.None);
            var key = await File.ReadAllBytesAsync(store.KeyFile);
            await store.Database.DisposeAsync();
            await ExecuteAsync(server, $"ALTER DATABASE {PostgresServer.Template}_making RENAME TO {PostgresServer.Template}");
            await ExecuteAsync(server, $"CREATE DATABASE {PostgresServer.Emptied} TEMPLATE {PostgresServer.Template}");
            return key;
        }
    }

    private static TestStore NewPostgres(string server, string name, bool keep = false)
    {
        var folder = Directory.CreateTempSubdirectory("takedown-store-").FullName;
        return new TestStore(
            folder, new StorageSettings(true, $"{server};Database={name}", folder, true),
            () => keep ? default : new ValueTask(ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)")));
    }

    private static void WriteKey(string path, byte[] key)
    {
        File.WriteAllBytes(path, key);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
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

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create($"{server};Database=postgres;Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<(byte[] Database, byte[] Key)> MakeTemplateAsync()
    {
        await using var store = Unprepared();
        await store.Migrator.PrepareAsync(CancellationToken.None);
        await store.Database.ScrubAsync(CancellationToken.None);
        return (await File.ReadAllBytesAsync(store.SqliteFile), await File.ReadAllBytesAsync(store.KeyFile));
    }

    /// <summary>Runs a statement past all of the store's own code: what somebody with the database alone can do.</summary>
    public async Task<int> TamperAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(TestContext.Current.CancellationToken);
        return await connection.Command(null, sql).ExecuteAsync(TestContext.Current.CancellationToken);
    }
}
