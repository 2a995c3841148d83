namespace TakedownWorker.Storage;

/// <summary>SQLite: every one runs inside BEGIN IMMEDIATE, so the write lock is all the locking there is.</summary>
internal static class SqliteStatements
{
    private const string Ids = "(SELECT value ->> 0 AS id FROM json_each(@rows))";
    private const string Hosts = "(SELECT value ->> 0 AS host_key FROM json_each(@rows))";

    public static readonly Statements All = new()
    {
        LookWindow = """
            SELECT id, host_key, due FROM looks
            WHERE due <= @now AND lease_until < @machine ORDER BY due LIMIT @limit
            """,
        SlotEnsure = $"INSERT INTO host_slots (host_key, free_at) SELECT host_key, 0 FROM {Hosts} WHERE true ON CONFLICT DO NOTHING",
        SlotRead = $"SELECT host_key, free_at FROM host_slots WHERE host_key IN {Hosts}",
        SlotSet = """
            UPDATE host_slots SET free_at = v.free_at
            FROM (SELECT value ->> 0 AS host_key, value ->> 1 AS free_at FROM json_each(@rows)) v
            WHERE host_slots.host_key = v.host_key
            """,
        LookTake = """
            UPDATE looks SET lease_token = v.token, lease_until = @until, number = number + 1
            FROM (SELECT value ->> 0 AS id, value ->> 1 AS token FROM json_each(@rows)) v WHERE looks.id = v.id
            """,
        LookRead = $"""
            SELECT l.id, l.case_id, l.takedown_id, l.url, l.host_key, l.expected, l.report_back, l.every, l.number, l.lease_token, c.data_key, l.vantage, l.memory
            FROM {Ids} v JOIN looks l ON l.id = v.id JOIN cases c ON c.id = l.case_id ORDER BY l.due
            """,
        LookPush = """
            UPDATE looks SET due = v.due FROM (SELECT value ->> 0 AS id, value ->> 1 AS due FROM json_each(@rows)) v
            WHERE looks.id = v.id
            """,
        LookFinish = """
            UPDATE looks SET due = v.due, lease_token = NULL, lease_until = 0, failures = 0, memory = COALESCE(NULLIF(v.memory, ''), looks.memory)
            FROM (SELECT value ->> 0 AS id, value ->> 1 AS token, value ->> 2 AS due, value ->> 3 AS memory FROM json_each(@rows)) v
            WHERE looks.id = v.id AND looks.lease_token = v.token
            """,
        LookHandBack = """
            UPDATE looks SET lease_token = NULL, lease_until = 0
            FROM (SELECT value ->> 0 AS id, value ->> 1 AS token FROM json_each(@rows)) v
            WHERE looks.id = v.id AND looks.lease_token = v.token
            """,
        WorkClaim = table => $"""
            UPDATE {table} SET lease_token = @token, lease_until = @until
            WHERE takedown_id IN (
                SELECT takedown_id FROM {table} WHERE due <= @now AND lease_until < @machine ORDER BY due LIMIT @limit)
            RETURNING takedown_id, case_id, due, failures
            """,
        WorkHandBack = table => $"""
            UPDATE {table} SET lease_token = NULL, lease_until = 0
            FROM (SELECT value ->> 0 AS id, value ->> 1 AS token FROM json_each(@rows)) v
            WHERE {table}.takedown_id = v.id AND {table}.lease_token = v.token
            """,
        HoldRead = "SELECT held FROM installation",
        OutboxWindow = """
            SELECT o.id, o.case_id, o.notice_id, o.letter, o.fresh_until, o.state, o.tries, o.first_letter, o.withdrawal,
                   c.paused, c.quarantined, c.closed, c.data_key
            FROM outbox o CROSS JOIN cases c ON c.id = o.case_id
            WHERE o.due <= @now AND o.lease_until < @machine AND (NOT @held OR o.notice_id IS NULL)
              AND NOT (o.state = 2 AND o.notice_id IS NOT NULL
                       AND (c.quarantined OR ((c.paused OR c.closed) AND NOT o.withdrawal)))
            ORDER BY o.due LIMIT @limit
            """,
        NoticeStates = $"SELECT id, state FROM notices WHERE id IN {Ids}",
        OutboxTake = $"""
            UPDATE outbox SET state = 1, tries = tries + 1, lease_token = @token, lease_until = @until WHERE id IN {Ids}
            """,
        OutboxHold = $"UPDATE outbox SET lease_until = @until WHERE id IN {Ids}",
        OutboxDoubt = $"UPDATE outbox SET state = 2, lease_token = NULL, lease_until = 0 WHERE id IN {Ids}",
        OutboxDrop = $"DELETE FROM outbox WHERE id IN {Ids}",
        FirstLetterCount = $"INSERT INTO first_letters (outbox_id, at) SELECT id, @at FROM {Ids} WHERE true ON CONFLICT DO NOTHING",
        DutyRead = "INSERT INTO duties (name, due) VALUES (@name, 0) ON CONFLICT (name) DO UPDATE SET due = due RETURNING due",
        CaseLock = "SELECT 1 FROM cases WHERE id = @id",
    };
}
