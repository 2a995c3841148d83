using System.Text;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Privacy;
using TakedownWorker.Storage;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Storage;

/// <summary>The file itself: what it says in clear, who may open it.</summary>
public sealed class SqliteFileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_personal_stands_in_the_file_or_beside_it()
    {
        await using var store = await TestStore.SqliteAsync();
        var file = SomeCase.File(takedowns: 3);
        file = file with { Facts = file.Facts with { PersonName = "only-in-sealed-columns", CallerId = "caller-in-clear-nowhere" } };
        var notice = SomeCase.Notice(file);
        await using (var session = await store.Cases.CreateAsync(file.Facts, Stop))
        {
            await session.CommitAsync(
                SomeCase.Commit(file with { Notices = [notice] }) with
                {
                    Looks = [.. file.Takedowns.Select(t => new LookChange(t.Id, t.Url, Some.Start, NodaTime.Duration.FromHours(1), false, ContentState.Live))],
                    Outbox = [new OutboxChange.Queue(Guid.NewGuid(), notice.Id, SomeCase.Letter(Guid.NewGuid()), Some.Start, null, true)],
                    TasksOpened = [SomeCase.Task(file) with { Asks = "only-in-sealed-columns" }],
                    Ledger = [SomeCase.Entry("E1", "only-in-sealed-columns")],
                    RouteTrust = System.Collections.Immutable.ImmutableDictionary<string, bool>.Empty.Add("email:abuse@board.test", true),
                },
                Stop);
        }

        await store.Outbox.SetHoldAsync(true, "only-in-sealed-columns", Stop);

        foreach (var path in Directory.GetFiles(store.Folder, "takedown.db*"))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, Stop);
            foreach (var secret in new[] { "only-in-sealed-columns", "board.test", "caller-in-clear", "caseworker@" })
            {
                Assert.True(copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, $"{Path.GetFileName(path)} says {secret}");
            }
        }
    }

    [Fact]
    public async Task The_file_is_wal_durable_and_wipes_what_is_deleted()
    {
        await using var store = await TestStore.SqliteAsync();
        await using var connection = await store.Database.OpenAsync(Stop);

        Assert.Equal("wal", await connection.Command(null, "PRAGMA journal_mode").ScalarAsync(Stop));
        Assert.Equal(2L, await connection.Command(null, "PRAGMA synchronous").ScalarAsync(Stop));
        Assert.Equal(1L, await connection.Command(null, "PRAGMA secure_delete").ScalarAsync(Stop));
    }

    [Fact]
    public async Task Another_master_key_is_refused()
    {
        await using var store = await TestStore.SqliteAsync();
        File.Delete(store.KeyFile);
        new Keyring(store.KeyFile).Unlock(null);

        await Assert.ThrowsAsync<MasterKeyException>(() => store.Migrator.PrepareAsync(Stop));
    }

    [Fact]
    public async Task A_missing_master_key_is_refused_and_not_made()
    {
        await using var store = await TestStore.SqliteAsync();
        File.Delete(store.KeyFile);

        await Assert.ThrowsAsync<MasterKeyException>(() => store.Migrator.PrepareAsync(Stop));
        Assert.False(File.Exists(store.KeyFile));
    }

    [Fact]
    public async Task One_service_runs_on_a_file_and_commands_beside_it()
    {
        await using var store = await TestStore.SqliteAsync();
        var locks = new ServiceLock(store.Database);
        using (locks.Acquire())
        {
            Assert.Contains("Cure:", Assert.Throws<DatabaseException>(() => new ServiceLock(store.Database).Acquire()).Message, StringComparison.Ordinal);
            Assert.Null(await store.Cases.FindAsync("TD-000001", Stop));
        }

        using var again = locks.Acquire();
    }

    [Fact]
    public async Task An_old_database_is_refused_where_start_may_not_migrate()
    {
        await using var store = TestStore.Unprepared();
        var migrator = new DatabaseMigrator(store.Database, store.Keys, store.Settings with { MigrateOnStart = false }, store.Machine);

        Assert.Contains("db migrate", (await Assert.ThrowsAsync<DatabaseException>(() => migrator.PrepareAsync(Stop))).Message, StringComparison.Ordinal);
        Assert.NotEmpty(await migrator.MigrateAsync(Stop));
        Assert.Empty(await migrator.MigrateAsync(Stop));
        await migrator.PrepareAsync(Stop);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await using var store = await TestStore.SqliteAsync();
        await store.TamperAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Later', '10.0')");

        Assert.Contains("newer", (await Assert.ThrowsAsync<DatabaseException>(() => store.Migrator.PrepareAsync(Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_lock_that_a_killed_process_left_does_not_stop_the_next_start()
    {
        await using var store = TestStore.Unprepared();
        await store.TamperAsync(
            """
            CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00+00:00')
            """);

        await store.Migrator.PrepareAsync(Stop);

        Assert.Null(await store.Cases.FindAsync("TD-000001", Stop));
    }
}
