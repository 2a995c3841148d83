using Microsoft.EntityFrameworkCore;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Storage;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Contracts;

/// <summary>What the store promises, on either database.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private TestStore? store;

    private protected TestStore Store => store!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected abstract Task<TestStore> NewStoreAsync();

    public async ValueTask InitializeAsync() => store = await NewStoreAsync();

    public async ValueTask DisposeAsync()
    {
        if (store is not null)
        {
            await store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_case_comes_back_as_it_was_committed()
    {
        var file = SomeCase.File(takedowns: 2);

        await CommitNewAsync(SomeCase.Commit(file));

        await using var session = await OpenAsync(file.Facts.Id);
        Assert.Equal(CoreJson.Text(file.Facts), CoreJson.Text(session.File.Facts));
        Assert.Equal(file.Takedowns.Select(CoreJson.Text), session.File.Takedowns.Select(CoreJson.Text));
        Assert.Equal(file.Notices.Select(CoreJson.Text), session.File.Notices.Select(CoreJson.Text));
    }

    [Fact]
    public async Task Changes_come_back_and_what_did_not_change_stays()
    {
        var file = SomeCase.File(takedowns: 2);
        await CommitNewAsync(SomeCase.Commit(file));

        await ChangeAsync(file.Facts.Id, f => f.With(f.Takedowns[1] with { Rung = 2 }));

        await using var session = await OpenAsync(file.Facts.Id);
        Assert.Equal([0, 2], session.File.Takedowns.Select(t => t.Rung));
    }

    [Fact]
    public async Task An_unknown_case_is_null() => Assert.Null(await Store.Cases.OpenAsync(new CaseId(Guid.NewGuid()), Stop));

    [Fact]
    public async Task A_session_without_commit_leaves_nothing()
    {
        var file = SomeCase.File();
        await using (await Store.Cases.CreateAsync(file.Facts, Stop))
        {
        }

        Assert.Null(await Store.Cases.FindAsync(file.Facts.Reference, Stop));
    }

    [Fact]
    public async Task A_case_is_found_by_reference_by_the_callers_id_and_by_notice()
    {
        var file = SomeCase.File() with { Facts = SomeCase.File().Facts with { CallerId = "our-17" } };
        var notice = SomeCase.Notice(file);
        await CommitNewAsync(SomeCase.Commit(file with { Notices = [notice] }));

        Assert.Equal(file.Facts.Id, await Store.Cases.FindAsync(file.Facts.Reference, Stop));
        Assert.Equal(file.Facts.Id, await Store.Cases.FindByCallerIdAsync("our-17", Stop));
        Assert.Equal(file.Facts.Id, await Store.Cases.FindByNoticeAsync(notice.Id, Stop));
        Assert.Null(await Store.Cases.FindAsync("TD-000000", Stop));
        Assert.Null(await Store.Cases.FindByCallerIdAsync("our-18", Stop));
    }

    [Fact]
    public async Task A_reference_and_a_callers_id_are_taken_once()
    {
        var file = SomeCase.File() with { Facts = SomeCase.File().Facts with { CallerId = "our-17" } };
        await CommitNewAsync(SomeCase.Commit(file));

        await Assert.ThrowsAsync<DuplicateCaseException>(() =>
            Store.Cases.CreateAsync(file.Facts with { Id = new CaseId(Guid.NewGuid()), CallerId = null }, Stop));
        await Assert.ThrowsAsync<DuplicateCaseException>(() =>
            Store.Cases.CreateAsync(file.Facts with { Id = new CaseId(Guid.NewGuid()), Reference = "TD-999999" }, Stop));
    }

    [Fact]
    public async Task The_second_writer_waits_and_sees_what_the_first_wrote()
    {
        var file = SomeCase.File();
        await CommitNewAsync(SomeCase.Commit(file));
        var first = await OpenAsync(file.Facts.Id);

        var second = OpenAsync(file.Facts.Id);
        Assert.False(second.IsCompleted);
        await first.CommitAsync(SomeCase.Commit(first.File.With(first.File.Takedowns[0] with { Rung = 3 })), Stop);

        await using var session = await second;
        Assert.Equal(3, session.File.Takedowns[0].Rung);
    }

    [Fact]
    public async Task Eight_writers_lose_no_change()
    {
        var file = SomeCase.File();
        await CommitNewAsync(SomeCase.Commit(file));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => ChangeAsync(file.Facts.Id, f => f.With(f.Takedowns[0] with { Rung = f.Takedowns[0].Rung + 1 })), Stop)));

        await using var session = await OpenAsync(file.Facts.Id);
        Assert.Equal(8, session.File.Takedowns[0].Rung);
    }

    [Fact]
    public async Task A_writer_who_skipped_the_lock_is_caught_by_the_version()
    {
        var file = SomeCase.File();
        await CommitNewAsync(SomeCase.Commit(file));
        var scope = await Store.Database.BeginWriteAsync(Stop);
        var db = Store.Database.Context(scope.Connection);
        await db.Database.UseTransactionAsync(scope.Transaction, Stop);
        var row = await db.Cases.SingleAsync(Stop);
        var session = new CaseSession(
            Store.Database, Store.Keys, scope, db, await LoadedCase.LoadAsync(db, row, Store.Keys.OpenCaseKey(file.Facts.Id, row.DataKey), Stop));

        await scope.Command("UPDATE cases SET version = version + 1").ExecuteAsync(Stop);

        await Assert.ThrowsAsync<CaseChangedException>(() =>
            session.CommitAsync(SomeCase.Commit(session.File.With(session.File.Takedowns[0] with { Rung = 3 })), Stop));
    }

    [Fact]
    public async Task The_same_address_stands_once_in_a_case_and_nothing_of_the_commit_stays()
    {
        var file = SomeCase.File();
        var twice = file with { Takedowns = file.Takedowns.Add(file.Takedowns[0] with { Id = new TakedownId(Guid.NewGuid()) }) };

        await Assert.ThrowsAsync<InvalidOperationException>(() => CommitNewAsync(SomeCase.Commit(twice)));

        Assert.Null(await Store.Cases.FindAsync(file.Facts.Reference, Stop));
    }

    [Fact]
    public async Task An_item_that_left_in_one_letter_goes_into_no_other()
    {
        var file = SomeCase.WithItem(SomeCase.File(), ItemState.Sent, new NoticeId(Guid.NewGuid()));
        await CommitNewAsync(SomeCase.Commit(file));

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            ChangeAsync(file.Facts.Id, f => f.With(f.Takedowns[0] with
            {
                Items = [f.Takedowns[0].Items[0] with { Notice = new NoticeId(Guid.NewGuid()), State = ItemState.Owed }],
            })));
    }

    [Fact]
    public async Task The_same_item_stands_once()
    {
        var file = SomeCase.WithItem(SomeCase.File(), ItemState.Owed, null);
        var takedown = file.Takedowns[0];

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            CommitNewAsync(SomeCase.Commit(file.With(takedown with { Items = [takedown.Items[0], takedown.Items[0]] }))));
    }

    [Fact]
    public async Task Tasks_are_open_until_settled_and_found_by_id()
    {
        var file = SomeCase.File();
        var task = SomeCase.Task(file);
        await CommitNewAsync(SomeCase.Commit(file) with { TasksOpened = [task] });

        await using (var session = await OpenAsync(file.Facts.Id))
        {
            Assert.Equal(CoreJson.Text(task), CoreJson.Text(Assert.Single(session.Tasks)));
            await session.CommitAsync(SomeCase.Commit(session.File) with { TasksSettled = [task.Id], At = Some.Start + Duration.FromHours(1) }, Stop);
        }

        await using var after = await OpenAsync(file.Facts.Id);
        Assert.Empty(after.Tasks);
        var found = await Store.Cases.FindTaskAsync(task.Id, Stop);
        Assert.Equal(file.Facts.Id, found!.Value.Case);
        Assert.Equal(Some.Start + Duration.FromHours(1), found.Value.Task.SettledAt);
    }

    [Fact]
    public async Task The_fingerprint_key_is_the_cases_own_and_stays()
    {
        var one = await CommitNewAsync(SomeCase.Commit(SomeCase.File()));
        var other = await CommitNewAsync(SomeCase.Commit(SomeCase.File(number: 2)));

        var first = await KeyAsync(one);

        Assert.Equal(first, await KeyAsync(one));
        Assert.NotEqual(first, await KeyAsync(other));
        Assert.Equal(32, first.Length);
    }

    private async Task<byte[]> KeyAsync(CaseId id)
    {
        await using var session = await OpenAsync(id);
        return session.FingerprintKey.ToArray();
    }

    private protected async Task<ICaseSession> OpenAsync(CaseId id) =>
        await Store.Cases.OpenAsync(id, Stop) ?? throw new InvalidOperationException("no such case");

    private protected async Task<CaseId> CommitNewAsync(CaseCommit commit)
    {
        await using var session = await Store.Cases.CreateAsync(commit.File.Facts, Stop);
        await session.CommitAsync(commit, Stop);
        return commit.File.Facts.Id;
    }

    private protected async Task ChangeAsync(CaseId id, Func<CaseFile, CaseFile> change, Func<CaseCommit, CaseCommit>? with = null)
    {
        await using var session = await OpenAsync(id);
        var commit = SomeCase.Commit(change(session.File));
        await session.CommitAsync(with?.Invoke(commit) ?? commit, Stop);
    }
}

public sealed class SqliteStoreTests : StoreContract
{
    private protected override Task<TestStore> NewStoreAsync() => TestStore.SqliteAsync();
}

public sealed class PostgresStoreTests(PostgresServer server) : StoreContract
{
    private protected override Task<TestStore> NewStoreAsync() => TestStore.EmptiedPostgresAsync(server);
}
