using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>A case as it was loaded: rows (tracked) and the records they hold.</summary>
internal sealed record LoadedCase
{
    public required CaseRow Row { get; init; }

    public required ICaseKey Key { get; init; }

    public required CaseFile File { get; init; }

    public ImmutableArray<StoredTask> Tasks { get; init; } = [];

    public ImmutableDictionary<Guid, TakedownRow> Takedowns { get; init; } = ImmutableDictionary<Guid, TakedownRow>.Empty;

    public ImmutableDictionary<Guid, NoticeRow> Notices { get; init; } = ImmutableDictionary<Guid, NoticeRow>.Empty;

    public static LoadedCase New(CaseRow row, ICaseKey key, CaseFacts facts) =>
        new() { Row = row, Key = key, File = new CaseFile(facts, [], []) };

    public static async Task<LoadedCase> LoadAsync(TakedownDb db, CaseRow row, ICaseKey key, CancellationToken cancellationToken)
    {
        var takedowns = await db.Takedowns.Where(t => t.CaseId == row.Id).OrderBy(t => t.Position).ToListAsync(cancellationToken);
        var notices = await db.Notices.Where(n => n.CaseId == row.Id).OrderBy(n => n.Position).ToListAsync(cancellationToken);
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.CaseId == row.Id && t.SettledAt == null)
            .OrderBy(t => t.Since).ThenBy(t => t.Id).ToListAsync(cancellationToken);
        var leaving = await db.Outbox.AsNoTracking().Where(o => o.CaseId == row.Id && o.NoticeId != null)
            .ToDictionaryAsync(o => o.NoticeId!.Value, o => (OutboxState)o.State, cancellationToken);
        return new LoadedCase
        {
            Row = row,
            Key = key,
            File = new CaseFile(
                key.OpenFacts(row),
                [.. takedowns.Select(t => CoreJson.Read<Takedown>(key.OpenTakedown(t)))],
                [.. notices.Select(n => AsItLeaves(CoreJson.Read<Notice>(key.OpenNotice(n)), leaving))]),
            Tasks = [.. tasks.Select(key.OpenTask)],
            Takedowns = takedowns.ToImmutableDictionary(t => t.Id),
            Notices = notices.ToImmutableDictionary(n => n.Id),
        };
    }

    /// <summary>
    /// A claim commits Sending in the outbox without the case's decider; whoever opens the case sees it here, so that
    /// nobody recalls a letter that is on its way.
    /// </summary>
    private static Notice AsItLeaves(Notice notice, Dictionary<Guid, OutboxState> leaving) =>
        !leaving.TryGetValue(notice.Id.Value, out var state) ? notice : (state, notice.State) switch
        {
            (OutboxState.Sending, NoticeState.Queued or NoticeState.Doubtful) => notice with { State = NoticeState.Sending },
            (OutboxState.Doubtful, NoticeState.Queued or NoticeState.Sending) => notice with { State = NoticeState.Doubtful },
            (OutboxState.Ready, NoticeState.Sending) => notice with { State = NoticeState.Queued },
            _ => notice,
        };
}
