using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Hosting;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>
/// Letters on their way. One transaction asks <see cref="OutboxRule"/> about every due letter, with case and hold-all locked
/// against change, and commits Sending; what may not leave is held and reported until the runner has decided.
/// </summary>
internal sealed class Outbox(
    Database database, IKeyring keys, [FromKeyedServices(Clocks.Machine)] TimeProvider clock, ILogger<Outbox> log) : IOutbox
{
    private static readonly SealedPlace HoldReasonPlace = new("installation", "hold_reason", "1");

    private static readonly Duration FuseSpan = Duration.FromHours(1);

    public async Task<OutboxClaim> ClaimAsync(Instant now, OutboxLimits limits, Duration lease, CancellationToken cancellationToken)
    {
        var machine = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var held = new Lease(Guid.NewGuid(), machine + lease);
        await using var scope = await database.BeginWriteAsync(cancellationToken);
        var due = await DueAsync(scope, now, machine, limits.Letters, cancellationToken);
        if (due.Count == 0)
        {
            return new OutboxClaim([], [], []);
        }

        var judged = await JudgeAsync(scope, due, now, limits.FirstLettersPerHour, cancellationToken);
        await ApplyAsync(scope, judged, (now, held), cancellationToken);
        await scope.CommitAsync(cancellationToken);
        var opened = judged[OutboxVerdict.Send].Select(l => (Row: l, Letter: Open(l, held))).ToList();
        return new OutboxClaim(
            [.. opened.Select(o => o.Letter).OfType<ClaimedLetter>()],
            [
                .. Held(judged[OutboxVerdict.HoldStopped], HoldReason.CaseStopped),
                .. Held(judged[OutboxVerdict.HoldStale], HoldReason.StaleLook),
                .. Held(judged[OutboxVerdict.HoldFuse], HoldReason.Fuse),
            ],
            [.. Held(opened.Where(o => o.Letter is null && o.Row.Notice is not null).Select(o => o.Row), HoldReason.Damaged)]);
    }

    private static IEnumerable<HeldLetter> Held(IEnumerable<DueLetter> letters, HoldReason reason) =>
        letters.Select(l => new HeldLetter(new CaseId(l.Case), new NoticeId(l.Notice!.Value), reason));

    /// <summary>The rule's verdicts, and beyond the fuse no first letter: counted where Sending is committed, so that no two senders overrun it.</summary>
    private static async Task<ILookup<OutboxVerdict, DueLetter>> JudgeAsync(
        WriteScope scope, List<DueLetter> due, Instant now, int firstLettersPerHour, CancellationToken cancellationToken)
    {
        HashSet<Guid> counted = [];
        if (firstLettersPerHour < int.MaxValue && due.Exists(IsNewFirst))
        {
            counted = [.. await scope.Command("SELECT outbox_id FROM first_letters WHERE at >= @since", ("@since", Ticks.Of(now - FuseSpan)))
                .ListAsync(r => r.GetGuid(0), cancellationToken)];
        }

        var left = firstLettersPerHour - counted.Count;
        return due.Select(l => (Letter: l, Verdict: OutboxRule.Judge(l, Ticks.Of(now)))).ToList()
            .Select(j => j.Verdict == OutboxVerdict.Send && IsNewFirst(j.Letter) && !counted.Contains(j.Letter.Id) && --left < 0
                ? j with { Verdict = OutboxVerdict.HoldFuse }
                : j)
            .ToLookup(j => j.Verdict, j => j.Letter);
    }

    public async Task<bool> DoneAsync(ClaimedLetter letter, CancellationToken cancellationToken) => await database.WriteAsync(
        s => s.Command("DELETE FROM outbox WHERE id = @id AND lease_token = @token", ("@id", letter.Id), ("@token", letter.Lease.Token)),
        cancellationToken) > 0;

    /// <summary>Once in doubt, always in doubt: a later try that fails cleanly says nothing about the earlier one.</summary>
    public async Task<bool> RetryAsync(ClaimedLetter letter, Instant nextTry, bool doubtful, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            s => s.Command(
                "UPDATE outbox SET state = @state, due = @due, lease_token = NULL, lease_until = 0 WHERE id = @id AND lease_token = @token",
                ("@state", (int)(doubtful || letter.PossibleDuplicate ? OutboxState.Doubtful : OutboxState.Ready)),
                ("@due", Ticks.Of(nextTry)),
                ("@id", letter.Id),
                ("@token", letter.Lease.Token)),
            cancellationToken) > 0;

    public async Task SetHoldAsync(bool held, string reason, CancellationToken cancellationToken)
    {
        await using var scope = await database.BeginWriteAsync(cancellationToken);
        await scope.Command(
            "UPDATE installation SET held = @held, hold_reason = @reason",
            ("@held", held), ("@reason", held ? keys.Seal(HoldReasonPlace, Encoding.UTF8.GetBytes(reason)) : Array.Empty<byte>()))
            .ExecuteAsync(cancellationToken);
        if (!held)
        {
            await scope.Command("DELETE FROM first_letters").ExecuteAsync(cancellationToken);
        }

        await scope.CommitAsync(cancellationToken);
    }

    public async Task<(bool Held, string? Reason)> GetHoldAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.Command(null, "SELECT held, hold_reason FROM installation")
            .ListAsync(r => (Held: r.GetBoolean(0), Reason: r.IsDBNull(1) ? [] : r.GetBytes(1)), cancellationToken);
        return rows is [{ Held: true } row] ? (true, Encoding.UTF8.GetString(keys.Open(HoldReasonPlace, row.Reason))) : (false, null);
    }

    /// <summary>Counted at its first try only: a busy server must not use up the fuse.</summary>
    private static bool IsNewFirst(DueLetter letter) => letter is { FirstLetter: true, Tries: 0 };

    private async Task<List<DueLetter>> DueAsync(WriteScope scope, Instant now, Instant machine, int limit, CancellationToken cancellationToken)
    {
        var hold = await scope.Command(database.Sql.HoldRead).ScalarAsync(cancellationToken);
        var due = await scope.Command(
                database.Sql.OutboxWindow,
                ("@now", Ticks.Of(now)), ("@machine", Ticks.Of(machine)), ("@held", Convert.ToBoolean(hold, CultureInfo.InvariantCulture)), ("@limit", (long)limit))
            .ListAsync(DueLetter.Read, cancellationToken);
        var notices = due.Where(l => l.Notice is not null).Select(l => l.Notice!.Value).ToArray();
        if (notices.Length == 0)
        {
            return due;
        }

        // After the locks: the state that the last commit of the case left.
        var states = (await scope.Command(database.Sql.NoticeStates).With(database, new RowBatch(notices))
            .ListAsync(r => (Id: r.GetGuid(0), State: (NoticeState)r.GetInt32(1)), cancellationToken)).ToDictionary(n => n.Id, n => n.State);
        return [.. due.Select(l => l with { NoticeState = l.Notice is { } id && states.TryGetValue(id, out var state) ? state : null })];
    }

    private async Task ApplyAsync(
        WriteScope scope, ILookup<OutboxVerdict, DueLetter> judged, (Instant Now, Lease Lease) claim, CancellationToken cancellationToken)
    {
        var sql = database.Sql;
        var until = ("@until", (object?)Ticks.Of(claim.Lease.Until));
        await RunAsync(scope, sql.OutboxTake, judged[OutboxVerdict.Send], [("@token", claim.Lease.Token), until], cancellationToken);
        await scope.Command("DELETE FROM first_letters WHERE at < @before", ("@before", Ticks.Of(claim.Now - FuseSpan))).ExecuteAsync(cancellationToken);
        await RunAsync(
            scope, sql.FirstLetterCount, judged[OutboxVerdict.Send].Where(IsNewFirst), [("@at", Ticks.Of(claim.Now))], cancellationToken);
        await RunAsync(scope, sql.OutboxHold, judged[OutboxVerdict.HoldStopped].Concat(judged[OutboxVerdict.HoldStale]), [until], cancellationToken);
        await RunAsync(scope, sql.OutboxDoubt, judged[OutboxVerdict.LeaveInDoubt], [], cancellationToken);
        await RunAsync(scope, sql.OutboxDrop, judged[OutboxVerdict.Drop], [], cancellationToken);
    }

    private async Task RunAsync(
        WriteScope scope, string sql, IEnumerable<DueLetter> letters, (string Name, object? Value)[] parameters, CancellationToken cancellationToken)
    {
        var ids = letters.Select(l => l.Id).ToArray();
        if (ids.Length > 0)
        {
            await scope.Command(sql, parameters).With(database, new RowBatch(ids)).ExecuteAsync(cancellationToken);
        }
    }

    private ClaimedLetter? Open(DueLetter letter, Lease lease)
    {
        var id = new CaseId(letter.Case);
        try
        {
            return new ClaimedLetter(
                letter.Id, id, letter.Notice is { } notice ? new NoticeId(notice) : null,
                keys.OpenCaseKey(id, letter.DataKey).OpenLetter(letter.Id, letter.Letter), letter.Tries + 1, letter.State != OutboxState.Ready, lease);
        }
        catch (SealBrokenException)
        {
            // Its row stays Sending and comes back with every lease: never sent, never dropped, said each time.
            log.SealedLetterBroken(letter.Id);
            return null;
        }
    }
}
