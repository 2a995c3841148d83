using System.Data.Common;
using TakedownWorker.Storage;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Storage;

/// <summary>
/// The plans of the statements written by hand, at 100,000 rows of each table: the cost of a claim must not grow with what
/// is known, so none of them may read a table from end to end.
/// </summary>
[Trait("Category", "Slow")]
public sealed class PlanTests(PostgresServer server)
{
    private const int Rows = 100_000;
    private const string SqliteScan = "SCAN (looks|wakeups|route_work|outbox|o|c|l|cases|notices|host_slots|first_letters|ledger)\\b(?! USING)";
    private static readonly Guid[] Ids = [Guid.Parse("00000001-0000-0000-0000-000000000000")];
    private static readonly long[] Numbers = [1];
    private static readonly string[] Names = ["h1"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_statement_on_sqlite_uses_an_index()
    {
        await using var store = await TestStore.SqliteAsync();
        await FillAsync(store, "(WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {0}) SELECT n FROM s)", n => $"printf('%08X-0000-0000-0000-000000000000', {n})", "x'00'");

        foreach (var (name, plan) in await PlansAsync(store, "EXPLAIN QUERY PLAN ", r => r.GetString(3)))
        {
            Assert.DoesNotMatch(SqliteScan, $"{name}: {plan}");
            Assert.DoesNotContain("TEMP B-TREE FOR ORDER BY", name == "LookRead" ? "" : plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_statement_that_lost_its_index_is_found()
    {
        await using var store = await TestStore.SqliteAsync();
        await store.TamperAsync("DROP INDEX \"IX_looks_due_lease_until\"; DROP INDEX \"IX_outbox_due_lease_until\"");

        var plans = await PlansAsync(store, "EXPLAIN QUERY PLAN ", r => r.GetString(3));

        Assert.Equal(["LookWindow", "OutboxWindow"], plans.Where(p => System.Text.RegularExpressions.Regex.IsMatch(p.Plan, SqliteScan, System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))).Select(p => p.Name));
    }

    [Fact]
    public async Task Every_statement_on_postgresql_uses_an_index()
    {
        await using var store = await TestStore.PostgresAsync(server);
        await FillAsync(store, "generate_series(1, {0}) s (n)", n => $"(lpad(to_hex({n}), 8, '0') || '-0000-0000-0000-000000000000')::uuid", "'\\x00'::bytea");
        await store.TamperAsync("ANALYZE");

        foreach (var (name, plan) in await PlansAsync(store, "EXPLAIN ", r => r.GetString(0)))
        {
            Assert.DoesNotMatch("Seq Scan on (looks|wakeups|route_work|outbox|cases|notices|host_slots|first_letters|ledger)", $"{name}: {plan}");
        }
    }

    private static async Task FillAsync(TestStore store, string series, Func<string, string> id, string blob)
    {
        var from = string.Format(System.Globalization.CultureInfo.InvariantCulture, series, Rows);
        var n = id("n");
        await store.TamperAsync($"INSERT INTO cases (id, reference, version, data_key, master_key_id, paused, quarantined, closed, opened_at, ledger_seq) SELECT {n}, 'R' || n, 1, {blob}, 'k', {False(store)}, {False(store)}, {False(store)}, n, 1 FROM {from}");
        await store.TamperAsync($"INSERT INTO looks (case_id, takedown_id, vantage, host_key, url, expected, report_back, every, due, lease_until, failures, number) SELECT {n}, {n}, 'direct', 'h' || (n % 5000), {blob}, 0, {False(store)}, 1, n, 0, 0, 0 FROM {from}");
        await store.TamperAsync($"INSERT INTO host_slots (host_key, free_at) SELECT 'h' || n, 0 FROM {from}");
        foreach (var table in new[] { "wakeups", "route_work" })
        {
            await store.TamperAsync($"INSERT INTO {table} (takedown_id, case_id, due, lease_until, failures) SELECT {n}, {n}, n, 0, 0 FROM {from}");
        }

        await store.TamperAsync($"INSERT INTO notices (id, case_id, position, state, body) SELECT {n}, {n}, 0, 2, {blob} FROM {from}");
        await store.TamperAsync($"INSERT INTO outbox (id, case_id, notice_id, letter, due, state, tries, lease_until, first_letter, withdrawal) SELECT {n}, {n}, {n}, {blob}, n, 0, 0, 0, {False(store)}, {False(store)} FROM {from}");
        await store.TamperAsync($"INSERT INTO first_letters (outbox_id, at) SELECT {n}, n FROM {from}");
    }

    private static string False(TestStore store) => store.Settings.Postgres ? "false" : "0";

    private static async Task<List<(string Name, string Plan)>> PlansAsync(TestStore store, string explain, Func<DbDataReader, string> read)
    {
        var sql = store.Database.Sql;
        var plans = new List<(string, string)>();
        await using var connection = await store.Database.OpenAsync(Stop);
        foreach (var (name, text, rows) in Statements(sql))
        {
            var command = connection.Command(
                null, explain + text, ("@now", 20_000L), ("@machine", 5L), ("@limit", 512L), ("@until", 9L), ("@token", Ids[0]), ("@held", false), ("@at", 1L),
                ("@id", Ids[0]), ("@since", 99_000L));
            foreach (var unused in command.Parameters.Cast<DbParameter>().Where(p => !text.Contains(p.ParameterName, StringComparison.Ordinal)).ToList())
            {
                command.Parameters.Remove(unused);
            }

            if (rows is not null)
            {
                command.With(store.Database, rows);
            }

            plans.Add((name, string.Join('\n', await command.ListAsync(read, Stop))));
        }

        return plans;
    }

    private static IEnumerable<(string Name, string Text, RowBatch? Rows)> Statements(Statements sql) =>
    [
        ("LookWindow", sql.LookWindow, null),
        ("SlotRead", sql.SlotRead, new RowBatch(Names)),
        ("SlotSet", sql.SlotSet, new RowBatch(Names, Numbers)),
        ("LookTake", sql.LookTake, new RowBatch(Numbers, Ids)),
        ("LookRead", sql.LookRead, new RowBatch(Numbers)),
        ("LookPush", sql.LookPush, new RowBatch(Numbers, Numbers)),
        ("LookFinish", sql.LookFinish, new RowBatch(Numbers, Ids, Numbers, Names)),
        ("LookHandBack", sql.LookHandBack, new RowBatch(Numbers, Ids)),
        ("WakeUpClaim", sql.WorkClaim("wakeups"), null),
        ("WakeUpHandBack", sql.WorkHandBack("wakeups"), new RowBatch(Ids, Ids)),
        ("RouteClaim", sql.WorkClaim("route_work"), null),
        ("OutboxWindow", sql.OutboxWindow, null),
        ("NoticeStates", sql.NoticeStates, new RowBatch(Ids)),
        ("OutboxTake", sql.OutboxTake, new RowBatch(Ids)),
        ("OutboxHold", sql.OutboxHold, new RowBatch(Ids)),
        ("OutboxDoubt", sql.OutboxDoubt, new RowBatch(Ids)),
        ("OutboxDrop", sql.OutboxDrop, new RowBatch(Ids)),
        ("CaseLock", sql.CaseLock, null),
        ("FirstLetters", "SELECT count(*) FROM first_letters WHERE at >= @since", null),
    ];
}
