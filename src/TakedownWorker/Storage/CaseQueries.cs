using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>Lists over all cases from the columns that are in clear; only tasks are opened, each under its case's key.</summary>
internal sealed class CaseQueries(Database database, IKeyring keys) : ICaseQueries
{
    public async Task<ImmutableArray<CaseLine>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var db = database.Context(connection);
        var rows = await db.Cases.AsNoTracking()
            .Where(c => c.DataKey != null)
            .OrderByDescending(c => c.OpenedAt)
            .Select(c => new
            {
                Case = c,
                Urls = db.Takedowns.Count(t => t.CaseId == c.Id),
                Live = db.Takedowns.Count(t => t.CaseId == c.Id && t.Content == (int)ContentState.Live),
                Removed = db.Takedowns.Count(t => t.CaseId == c.Id && t.Content == (int)ContentState.Removed),
                Tasks = db.Tasks.Count(t => t.CaseId == c.Id && t.SettledAt == null),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new CaseLine(
            r.Case.Reference, State(r.Case.Quarantined, r.Case.Closed, r.Case.Paused, r.Tasks, r.Urls, r.Removed), r.Urls, r.Live, r.Removed, r.Tasks,
            Ticks.ToInstant(r.Case.OpenedAt).ToDateTimeOffset()))];
    }

    public async Task<ImmutableArray<TaskView>> TasksAsync(string? reference, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var db = database.Context(connection);
        var rows = await db.Tasks.AsNoTracking()
            .Where(t => t.SettledAt == null)
            .Join(db.Cases.Where(c => c.DataKey != null && (reference == null || c.Reference == reference)), t => t.CaseId, c => c.Id, (t, c) => new { Task = t, c.Reference, c.DataKey })
            .ToListAsync(cancellationToken);
        return
        [
            .. rows
                .Select(r => CaseShow.Task(r.Reference, keys.OpenCaseKey(new CaseId(r.Task.CaseId), r.DataKey!).OpenTask(r.Task)))
                .OrderBy(t => t.Since).ThenBy(t => t.Id, StringComparer.Ordinal),
        ];
    }

    private static string State(bool quarantined, bool closed, bool paused, int tasks, int urls, int removed) => Kebab.Name(
        quarantined ? TakedownState.Quarantined
        : closed ? TakedownState.Closed
        : paused ? TakedownState.Paused
        : tasks > 0 ? TakedownState.WaitingForHuman
        : urls > 0 && removed == urls ? TakedownState.Removed
        : TakedownState.Open);
}
