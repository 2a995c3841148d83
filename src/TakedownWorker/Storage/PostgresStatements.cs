namespace TakedownWorker.Storage;

/// <summary>
/// PostgreSQL: claims skip what others hold. Locks are always taken in the same order (work rows, then hosts sorted by key),
/// so that replicas never wait for each other in a ring.
/// </summary>
internal static class PostgresStatements
{
    private const string Ids = "(SELECT unnest(@c0))";

    public static readonly Statements All = new()
    {
        LookWindow = """
            SELECT id, host_key, due FROM looks
            WHERE due <= @now AND lease_until < @machine ORDER BY due LIMIT @limit FOR UPDATE SKIP LOCKED
            """,
        SlotEnsure = """
            INSERT INTO host_slots (host_key, free_at)
            SELECT host_key, 0 FROM unnest(@c0) AS v (host_key) ORDER BY host_key ON CONFLICT DO NOTHING
            """,
        SlotRead = "SELECT host_key, free_at FROM host_slots WHERE host_key = ANY (@c0) ORDER BY host_key FOR UPDATE",
        SlotSet = """
            UPDATE host_slots SET free_at = v.free_at FROM unnest(@c0, @c1) AS v (host_key, free_at)
            WHERE host_slots.host_key = v.host_key
            """,
        LookTake = """
            UPDATE looks SET lease_token = v.token, lease_until = @until, number = number + 1
            FROM unnest(@c0, @c1) AS v (id, token) WHERE looks.id = v.id
            """,
        LookRead = """
            SELECT l.id, l.case_id, l.takedown_id, l.url, l.host_key, l.expected, l.report_back, l.every, l.number, l.lease_token, c.data_key, l.vantage, l.memory
            FROM looks l JOIN cases c ON c.id = l.case_id WHERE l.id = ANY (@c0) ORDER BY l.due
            """,
        LookPush = "UPDATE looks SET due = v.due FROM unnest(@c0, @c1) AS v (id, due) WHERE looks.id = v.id",
        LookFinish = """
            UPDATE looks SET due = v.due, lease_token = NULL, lease_until = 0, failures = 0, memory = COALESCE(NULLIF(v.memory, ''), looks.memory)
            FROM unnest(@c0, @c1, @c2, @c3) AS v (id, token, due, memory) WHERE looks.id = v.id AND looks.lease_token = v.token
            """,
        LookHandBack = """
            UPDATE looks SET lease_token = NULL, lease_until = 0
            FROM unnest(@c0, @c1) AS v (id, token) WHERE looks.id = v.id AND looks.lease_token = v.token
            """,
        WorkClaim = table => $"""
            UPDATE {table} SET lease_token = @token, lease_until = @until
            WHERE takedown_id = ANY (ARRAY(
                SELECT takedown_id FROM {table} WHERE due <= @now AND lease_until < @machine ORDER BY due LIMIT @limit
                FOR UPDATE SKIP LOCKED))
            RETURNING takedown_id, case_id, due, failures
            """,
        WorkHandBack = table => $"""
            UPDATE {table} SET lease_token = NULL, lease_until = 0
            FROM unnest(@c0, @c1) AS v (id, token) WHERE {table}.takedown_id = v.id AND {table}.lease_token = v.token
            """,
        HoldRead = "SELECT held FROM installation FOR UPDATE",
        OutboxWindow = """
            SELECT o.id, o.case_id, o.notice_id, o.letter, o.fresh_until, o.state, o.tries, o.first_letter, o.withdrawal,
                   c.paused, c.quarantined, c.closed, c.data_key
            FROM outbox o JOIN cases c ON c.id = o.case_id
            WHERE o.due <= @now AND o.lease_until < @machine AND (NOT @held OR o.notice_id IS NULL)
              AND NOT (o.state = 2 AND o.notice_id IS NOT NULL
                       AND (c.quarantined OR ((c.paused OR c.closed) AND NOT o.withdrawal)))
            ORDER BY o.due LIMIT @limit FOR UPDATE OF o SKIP LOCKED FOR SHARE OF c SKIP LOCKED
            """,
        NoticeStates = "SELECT id, state FROM notices WHERE id = ANY (@c0)",
        OutboxTake = "UPDATE outbox SET state = 1, tries = tries + 1, lease_token = @token, lease_until = @until WHERE id = ANY (@c0)",
        OutboxHold = "UPDATE outbox SET lease_until = @until WHERE id = ANY (@c0)",
        OutboxDoubt = "UPDATE outbox SET state = 2, lease_token = NULL, lease_until = 0 WHERE id = ANY (@c0)",
        OutboxDrop = "DELETE FROM outbox WHERE id = ANY (@c0)",
        FirstLetterCount = $"INSERT INTO first_letters (outbox_id, at) SELECT id, @at FROM {Ids} AS v (id) ON CONFLICT DO NOTHING",
        DutyRead = "INSERT INTO duties (name, due) VALUES (@name, 0) ON CONFLICT (name) DO UPDATE SET due = duties.due RETURNING due",
        CaseLock = "SELECT 1 FROM cases WHERE id = @id FOR UPDATE",
    };
}
