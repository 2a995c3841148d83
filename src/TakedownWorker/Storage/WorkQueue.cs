using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>A table of due work, one row a takedown: claimed by lease, oldest first.</summary>
internal abstract class WorkQueue(Database database, TimeProvider clock, string table)
{
    public async Task<ImmutableArray<ClaimedWork>> ClaimAsync(Instant now, int limit, Duration lease, CancellationToken cancellationToken)
    {
        var machine = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var held = new Lease(Guid.NewGuid(), machine + lease);
        await using var scope = await database.BeginWriteAsync(cancellationToken);
        var rows = await scope.Command(
                database.Sql.WorkClaim(table),
                ("@now", Ticks.Of(now)), ("@machine", Ticks.Of(machine)), ("@token", held.Token), ("@until", Ticks.Of(held.Until)), ("@limit", (long)limit))
            .ListAsync(
                r => new ClaimedWork(new CaseId(r.GetGuid(1)), new TakedownId(r.GetGuid(0)), Ticks.ToInstant(r.GetInt64(2)), held, r.GetInt32(3)),
                cancellationToken);
        await scope.CommitAsync(cancellationToken);
        return [.. rows.OrderBy(w => w.Due)];
    }

    public async Task<bool> DoneAsync(ClaimedWork work, CancellationToken cancellationToken) => await database.WriteAsync(
        s => s.Command(
            $"DELETE FROM {table} WHERE takedown_id = @id AND lease_token = @token", ("@id", work.Takedown.Value), ("@token", work.Lease.Token)),
        cancellationToken) > 0;

    public Task<int> FailAsync(ClaimedWork work, Instant nextDue, CancellationToken cancellationToken) => database.WriteScalarAsync(
        s => s.Command(
            $"""
            UPDATE {table} SET due = @due, lease_token = NULL, lease_until = 0, failures = failures + 1
            WHERE takedown_id = @id AND lease_token = @token RETURNING failures
            """,
            ("@due", Ticks.Of(nextDue)), ("@id", work.Takedown.Value), ("@token", work.Lease.Token)),
        cancellationToken);

    public Task HandBackAsync(IReadOnlyCollection<ClaimedWork> work, CancellationToken cancellationToken) => work.Count == 0
        ? Task.CompletedTask
        : database.WriteAsync(
            s => s.Command(database.Sql.WorkHandBack(table)).With(database, new RowBatch(
                work.Select(w => w.Takedown.Value).ToArray(), work.Select(w => w.Lease.Token).ToArray())),
            cancellationToken);
}

/// <summary>The second clock of a takedown: when to decide.</summary>
internal sealed class WakeUpQueue(Database database, [FromKeyedServices(Clocks.Machine)] TimeProvider clock)
    : WorkQueue(database, clock, "wakeups"), IWakeUpQueue;

/// <summary>Look-ups of routes.</summary>
internal sealed class RouteWorkQueue(Database database, [FromKeyedServices(Clocks.Machine)] TimeProvider clock)
    : WorkQueue(database, clock, "route_work"), IRouteWorkQueue;
