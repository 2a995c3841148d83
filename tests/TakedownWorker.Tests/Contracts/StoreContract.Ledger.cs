using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Contracts;

/// <summary>What somebody with the database alone may do to the ledger, and how it is named.</summary>
public abstract partial class StoreContract
{
    private static readonly Duration Day = Duration.FromDays(1);

    [Fact]
    public async Task The_ledger_verifies_and_reads_back_in_order()
    {
        await CommitEntriesAsync(6);

        var report = await Ledger.VerifyAsync(null, Stop);

        Assert.Equal((true, 6L, 0), (report.Ok, report.Entries, report.Faults.Length));
        var read = await Ledger.ReadAsync("TD-000001", Stop).ToListAsync(Stop);
        Assert.Equal(Enumerable.Range(1, 6).Select(i => ((long)i, SomeCase.Entry($"E{i}", $"{{\"n\":{i}}}"))), read);
    }

    /// <summary>Each forgery and the one entry that verification names.</summary>
    public static TheoryData<string, string, long> Forgeries() => new()
    {
        { "UPDATE ledger SET rule = 'X-99' WHERE seq = 3", "altered", 3 },
        { "UPDATE ledger SET name = 'Other' WHERE seq = 6", "altered", 6 },
        { "UPDATE ledger SET at = at + 1 WHERE seq = 1", "altered", 1 },
        { "UPDATE ledger SET body = (SELECT body FROM ledger WHERE seq = 2) WHERE seq = 4", "altered", 4 },
        { "UPDATE ledger SET hash = (SELECT hash FROM ledger WHERE seq = 2) WHERE seq = 4", "altered", 4 },
        { "DELETE FROM ledger WHERE seq = 6", "missing", 6 },
        { "DELETE FROM ledger WHERE seq = 1", "missing", 1 },
        { "DELETE FROM ledger WHERE seq = 3", "missing", 3 },
        {
            """
            INSERT INTO ledger (case_id, seq, at, kind, name, body, prev_hash, hash)
            SELECT case_id, 7, at, kind, name, body, hash, prev_hash FROM ledger WHERE seq = 6
            """,
            "inserted", 7
        },
        {
            """
            INSERT INTO ledger (case_id, seq, at, kind, name, body, prev_hash, hash)
            SELECT case_id, 0, at, kind, name, body, hash, prev_hash FROM ledger WHERE seq = 6
            """,
            "inserted", 0
        },
        {
            """
            UPDATE ledger SET seq = seq + 100 WHERE seq >= 4;
            UPDATE ledger SET seq = seq - 99 WHERE seq > 100;
            INSERT INTO ledger (case_id, seq, at, kind, name, body, prev_hash, hash)
            SELECT case_id, 4, at, kind, name, body, prev_hash, hash FROM ledger WHERE seq = 3
            """,
            "inserted", 4
        },
        { "DELETE FROM ledger WHERE seq = 3; UPDATE ledger SET seq = seq - 1 WHERE seq > 3", "missing", 3 },
        { "UPDATE cases SET ledger_seq = 5, ledger_hash = (SELECT hash FROM ledger WHERE seq = 5); DELETE FROM ledger WHERE seq = 6", "altered", 5 },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_forged_ledger_is_found_and_the_entry_named(string sql, string fault, long seq)
    {
        await CommitEntriesAsync(6);
        await Store.TamperAsync(sql);

        var report = await Ledger.VerifyAsync("TD-000001", Stop);

        Assert.False(report.Ok);
        Assert.Contains(new LedgerFault("TD-000001", seq, fault), report.Faults);
        Assert.Single(report.Faults);
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_named_reordered()
    {
        await CommitEntriesAsync(6);
        await Store.TamperAsync("UPDATE ledger SET seq = 99 WHERE seq = 3; UPDATE ledger SET seq = 3 WHERE seq = 4; UPDATE ledger SET seq = 4 WHERE seq = 99");

        var report = await Ledger.VerifyAsync("TD-000001", Stop);

        Assert.Equal([new LedgerFault("TD-000001", 3, "reordered"), new LedgerFault("TD-000001", 4, "reordered")], report.Faults);
    }

    [Fact]
    public async Task A_head_that_was_rolled_back_whole_is_found_by_the_checkpoint()
    {
        var id = await CommitEntriesAsync(3);
        await Store.TamperAsync("CREATE TABLE kept AS SELECT ledger_seq, ledger_hash, ledger_mac FROM cases");
        await AddEntriesAsync(id, 4);
        Assert.True(await Ledger.CheckpointAsync(Some.Start, Day, Stop));

        await Store.TamperAsync(
            """
            DELETE FROM ledger WHERE seq = 4;
            UPDATE cases SET ledger_seq = (SELECT ledger_seq FROM kept), ledger_hash = (SELECT ledger_hash FROM kept), ledger_mac = (SELECT ledger_mac FROM kept)
            """);

        Assert.Equal([new LedgerFault("TD-000001", 4, "missing")], (await Ledger.VerifyAsync(null, Stop)).Faults);
    }

    [Fact]
    public async Task A_checkpoint_is_made_once_when_due_and_verifies()
    {
        var id = await CommitEntriesAsync(2);
        await CommitEntriesAsync(2, number: 2);

        Assert.True(await Ledger.CheckpointAsync(Some.Start, Day, Stop));
        Assert.False(await Ledger.CheckpointAsync(Some.Start + Duration.FromHours(23), Day, Stop));
        await AddEntriesAsync(id, 3);
        Assert.True(await Ledger.CheckpointAsync(Some.Start + Day, Day, Stop));

        Assert.True((await Ledger.VerifyAsync(null, Stop)).Ok);
    }

    [Theory]
    [InlineData("DELETE FROM checkpoints WHERE seq = 2", 2)]
    [InlineData("DELETE FROM checkpoints WHERE seq = 1", 1)]
    [InlineData("UPDATE checkpoints SET at = at + 1 WHERE seq = 1", 1)]
    [InlineData("DELETE FROM checkpoint_heads WHERE checkpoint = 2", 2)]
    [InlineData("DELETE FROM checkpoints WHERE seq = 2; UPDATE installation SET checkpoint_seq = 1, checkpoint_hash = (SELECT hash FROM checkpoints WHERE seq = 1)", 1)]
    public async Task A_forged_checkpoint_is_found(string sql, long seq)
    {
        var id = await CommitEntriesAsync(2);
        await Ledger.CheckpointAsync(Some.Start, Day, Stop);
        await AddEntriesAsync(id, 3);
        await Ledger.CheckpointAsync(Some.Start + Day, Day, Stop);

        await Store.TamperAsync(sql);

        Assert.Contains(new LedgerFault(null, seq, "checkpoint"), (await Ledger.VerifyAsync(null, Stop)).Faults);
    }

    [Fact]
    public async Task A_case_that_was_removed_whole_is_missing()
    {
        var id = await CommitEntriesAsync(2);
        await Ledger.CheckpointAsync(Some.Start, Day, Stop);

        await Store.TamperAsync("DELETE FROM cases; DELETE FROM ledger");

        Assert.Equal([new LedgerFault(id.ToString(), 2, "missing")], (await Ledger.VerifyAsync(null, Stop)).Faults);
    }

    [Fact]
    public async Task Eight_replicas_make_one_checkpoint()
    {
        await CommitEntriesAsync(2);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Ledger.CheckpointAsync(Some.Start, Day, Stop), Stop)));

        Assert.Single(made, m => m);
    }

    private ILedger Ledger => Store.Ledger;

    private async Task<CaseId> CommitEntriesAsync(int count, int number = 1)
    {
        var id = await CommitNewAsync(SomeCase.Commit(SomeCase.File(number: number)) with { Ledger = [Entry(1)] });
        for (var i = 2; i <= count; i++)
        {
            await AddEntriesAsync(id, i);
        }

        return id;
    }

    private Task AddEntriesAsync(CaseId id, int n) => ChangeAsync(id, f => f, c => c with { Ledger = [Entry(n)] });

    private static LedgerEntry Entry(int n) => SomeCase.Entry($"E{n}", $"{{\"n\":{n}}}");
}
