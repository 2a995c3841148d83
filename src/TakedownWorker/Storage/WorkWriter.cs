using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>
/// Writes the work of a commit. By statement, not by tracked rows: claims change these tables without the case's lock, and
/// whatever lease is on a row ends here, so that its late result is discarded.
/// </summary>
internal sealed class WorkWriter(WriteScope scope, IKeyring keys, LoadedCase loaded)
{
    private const string LookUpsert = """
        INSERT INTO looks (case_id, takedown_id, vantage, host_key, url, expected, report_back, every, due, lease_token, lease_until, failures, number)
        VALUES (@case, @takedown, @vantage, @host, @url, @expected, @report, @every, @due, NULL, 0, 0, 0)
        ON CONFLICT (takedown_id, vantage) DO UPDATE SET host_key = excluded.host_key, url = excluded.url, expected = excluded.expected,
            report_back = excluded.report_back, every = excluded.every, due = excluded.due, lease_token = NULL, lease_until = 0, failures = 0
        """;

    private const string TaskUpsert = """
        INSERT INTO tasks (id, case_id, kind, notice_id, since, due, settled_at, body)
        VALUES (@id, @case, @kind, @notice, @since, @due, @settled, @body)
        ON CONFLICT (id) DO UPDATE SET notice_id = excluded.notice_id, since = excluded.since, due = excluded.due,
            settled_at = excluded.settled_at, body = excluded.body
        """;

    private const string OutboxInsert = """
        INSERT INTO outbox (id, case_id, notice_id, letter, due, fresh_until, state, tries, lease_token, lease_until, first_letter, withdrawal)
        VALUES (@id, @case, @notice, @letter, @due, @fresh, 0, 0, NULL, 0, @first, @withdrawal)
        """;

    public async Task WriteAsync(CaseCommit commit, CancellationToken cancellationToken)
    {
        foreach (var look in commit.Looks)
        {
            await WriteAsync(look, cancellationToken);
        }

        foreach (var (id, due) in commit.WakeUps)
        {
            await SetDueAsync("wakeups", id, due is { } at ? Ticks.Of(at) : null, cancellationToken);
        }

        foreach (var id in commit.RouteLookUps)
        {
            await SetDueAsync("route_work", id, Ticks.Of(commit.At), cancellationToken);
        }

        foreach (var change in commit.Outbox)
        {
            await WriteAsync(change, commit.File, cancellationToken);
        }

        await WriteTasksAsync(commit, cancellationToken);
        foreach (var (route, trusted) in commit.RouteTrust)
        {
            await scope.Command(
                "INSERT INTO routes (route_key, trusted) VALUES (@key, @trusted) ON CONFLICT (route_key) DO UPDATE SET trusted = excluded.trusted",
                ("@key", keys.Hash(KeyedName.Route, route)), ("@trusted", trusted)).ExecuteAsync(cancellationToken);
        }
    }

    private async Task WriteAsync(LookChange look, CancellationToken cancellationToken)
    {
        if (look.DueAt is not { } due)
        {
            await scope.Command("DELETE FROM looks WHERE takedown_id = @takedown", ("@takedown", look.Takedown.Value)).ExecuteAsync(cancellationToken);
            return;
        }

        foreach (var vantage in look.Vantages)
        {
            await scope.Command(
                LookUpsert,
                ("@case", loaded.Row.Id),
                ("@takedown", look.Takedown.Value),
                ("@vantage", vantage),
                ("@host", HostKey(look.Url, vantage)),
                ("@url", loaded.Key.SealLookUrl(look.Takedown, look.Url)),
                ("@expected", (int)look.Expected),
                ("@report", look.ReportBack),
                ("@every", Ticks.Of(look.Every)),
                ("@due", Ticks.Of(due))).ExecuteAsync(cancellationToken);
        }
    }

    /// <summary>A host sees each vantage as somebody else: the gap between two looks holds for each alone.</summary>
    private string HostKey(string url, string vantage)
    {
        var host = HostName.Of(url) ?? url;
        return keys.Hash(KeyedName.Host, vantage == LookFacts.DirectVantage ? host : $"{host} from {vantage}");
    }

    private Task<int> SetDueAsync(string table, TakedownId id, long? due, CancellationToken cancellationToken) => due is { } at
        ? scope.Command(
            $"""
            INSERT INTO {table} (takedown_id, case_id, due, lease_token, lease_until, failures) VALUES (@takedown, @case, @due, NULL, 0, 0)
            ON CONFLICT (takedown_id) DO UPDATE SET due = excluded.due, lease_token = NULL, lease_until = 0, failures = 0
            """,
            ("@takedown", id.Value), ("@case", loaded.Row.Id), ("@due", at)).ExecuteAsync(cancellationToken)
        : scope.Command($"DELETE FROM {table} WHERE takedown_id = @takedown", ("@takedown", id.Value)).ExecuteAsync(cancellationToken);

    private Task WriteAsync(OutboxChange change, CaseFile file, CancellationToken cancellationToken) => change switch
    {
        OutboxChange.Queue q => scope.Command(
            OutboxInsert,
            ("@id", q.Id),
            ("@case", loaded.Row.Id),
            ("@notice", q.Notice?.Value),
            ("@letter", loaded.Key.SealLetter(q.Id, q.Letter)),
            ("@due", Ticks.Of(q.DueAt)),
            ("@fresh", q.FreshUntil is { } fresh ? Ticks.Of(fresh) : null),
            ("@first", q.FirstLetter),
            ("@withdrawal", q.Notice is { } id && file.Find(id)?.Kind == ItemKind.Withdrawal)).ExecuteAsync(cancellationToken),
        OutboxChange.Recall r => RecallAsync(r.Notice, cancellationToken),
        _ => throw new ArgumentException($"{change.GetType().Name} is no change of the outbox.", nameof(change)),
    };

    private async Task RecallAsync(NoticeId notice, CancellationToken cancellationToken)
    {
        var taken = await scope.Command(
            "DELETE FROM outbox WHERE notice_id = @notice AND state <> @sending",
            ("@notice", notice.Value), ("@sending", (int)OutboxState.Sending)).ExecuteAsync(cancellationToken);
        var left = taken == 0
            && await scope.Command("SELECT 1 FROM outbox WHERE notice_id = @notice", ("@notice", notice.Value)).ScalarAsync(cancellationToken) is not null;
        if (left)
        {
            throw new CaseChangedException($"Case {loaded.Row.Reference}: letter {notice} is already on its way and cannot be taken back.");
        }
    }

    private async Task WriteTasksAsync(CaseCommit commit, CancellationToken cancellationToken)
    {
        foreach (var task in commit.TasksOpened)
        {
            await scope.Command(
                TaskUpsert,
                ("@id", task.Id.Value),
                ("@case", loaded.Row.Id),
                ("@kind", (int)task.Kind),
                ("@notice", task.Notice?.Value),
                ("@since", Ticks.Of(task.Since)),
                ("@due", task.Due is { } due ? Ticks.Of(due) : null),
                ("@settled", task.SettledAt is { } at ? Ticks.Of(at) : null),
                ("@body", loaded.Key.Seal(task))).ExecuteAsync(cancellationToken);
        }

        foreach (var id in commit.TasksSettled)
        {
            await scope.Command(
                "UPDATE tasks SET settled_at = @at WHERE id = @id AND case_id = @case",
                ("@at", Ticks.Of(commit.At)), ("@id", id.Value), ("@case", loaded.Row.Id)).ExecuteAsync(cancellationToken);
        }
    }
}
