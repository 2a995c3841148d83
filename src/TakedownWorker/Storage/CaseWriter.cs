using Microsoft.EntityFrameworkCore;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Notices;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>Writes facts, takedowns, items and letters of a case: what differs from what was loaded.</summary>
internal sealed class CaseWriter(TakedownDb db, IKeyring keys, LoadedCase loaded)
{
    private readonly Dictionary<TakedownId, Takedown> oldTakedowns = loaded.File.Takedowns.ToDictionary(t => t.Id);
    private readonly Dictionary<NoticeId, Notice> oldNotices = loaded.File.Notices.ToDictionary(n => n.Id);

    public async Task WriteAsync(CaseCommit commit, CancellationToken cancellationToken)
    {
        var file = commit.File;
        if (file.Facts.Id != loaded.File.Facts.Id)
        {
            throw new ArgumentException("The commit is of another case.", nameof(commit));
        }

        WriteFacts(file.Facts);
        var changed = new List<Takedown>();
        for (var i = 0; i < file.Takedowns.Length; i++)
        {
            if (Write(file.Takedowns[i], file.Facts, i))
            {
                changed.Add(file.Takedowns[i]);
            }
        }

        for (var i = 0; i < file.Notices.Length; i++)
        {
            Write(file.Notices[i], i);
        }

        await WriteItemsAsync(changed, cancellationToken);
    }

    private void WriteFacts(CaseFacts facts)
    {
        var row = loaded.Row;
        row.Version++;
        row.Paused = facts.Paused;
        row.Quarantined = facts.Quarantined;
        row.Closed = facts.Closure != CaseClosure.None;
        row.CallerKey = facts.CallerId is { } caller ? keys.Hash(KeyedName.Caller, caller) : null;
        if (facts != loaded.File.Facts)
        {
            row.Facts = loaded.Key.Seal(facts);
        }
    }

    private bool Write(Takedown takedown, CaseFacts facts, int position)
    {
        if (!loaded.Takedowns.TryGetValue(takedown.Id.Value, out var row))
        {
            row = new TakedownRow
            {
                Id = takedown.Id.Value,
                CaseId = loaded.Row.Id,
                Position = position,
                UrlKey = keys.Hash(KeyedName.Url, ReportedUrl.Parse(takedown.Url).Url?.NormalForm ?? takedown.Url),
                Body = [],
            };
            db.Takedowns.Add(row);
        }

        row.Content = (int)takedown.Content;
        row.Attempt = takedown.Attempt;
        row.Rung = takedown.Rung;
        row.State = (int)takedown.StateIn(facts);
        if (ChangedJson(oldTakedowns.GetValueOrDefault(takedown.Id), takedown) is not { } json)
        {
            return false;
        }

        row.Body = loaded.Key.SealTakedown(takedown.Id, json);
        return true;
    }

    private void Write(Notice notice, int position)
    {
        if (!loaded.Notices.TryGetValue(notice.Id.Value, out var row))
        {
            row = new NoticeRow { Id = notice.Id.Value, CaseId = loaded.Row.Id, Position = position, Body = [] };
            db.Notices.Add(row);
        }

        row.State = (int)notice.State;
        if (ChangedJson(oldNotices.GetValueOrDefault(notice.Id), notice) is { } json)
        {
            row.Body = loaded.Key.SealNotice(notice.Id, json);
        }
    }

    /// <summary>Null when nothing changed.</summary>
    private static byte[]? ChangedJson<T>(T? before, T now)
        where T : class
    {
        if (ReferenceEquals(before, now))
        {
            return null;
        }

        var json = CoreJson.Bytes(now);
        return before is not null && json.AsSpan().SequenceEqual(CoreJson.Bytes(before)) ? null : json;
    }

    private async Task WriteItemsAsync(List<Takedown> changed, CancellationToken cancellationToken)
    {
        if (changed.TrueForAll(t => t.Items.IsEmpty))
        {
            return;
        }

        var ids = changed.Select(t => t.Id.Value).ToList();
        var rows = await db.Items.Where(i => ids.Contains(i.TakedownId)).ToListAsync(cancellationToken);
        var known = rows.ToDictionary(KeyOf);
        foreach (var item in changed.SelectMany(t => t.Items))
        {
            var row = NewRow(item);
            if (!known.TryGetValue(KeyOf(row), out var old))
            {
                known.Add(KeyOf(row), row);
                db.Items.Add(row);
                continue;
            }

            Keep(old, item);
        }
    }

    /// <summary>An item that left in one letter never goes into another.</summary>
    private void Keep(ItemRow row, Item item)
    {
        if (db.Entry(row).State == EntityState.Added)
        {
            throw new InvalidOperationException($"Case {loaded.Row.Reference}: one item stands twice in a takedown. Nothing was written.");
        }

        var left = (ItemState)row.State is ItemState.Sent or ItemState.Doubtful or ItemState.Withdrawn;
        if (left && row.NoticeId is { } before && item.Notice is { } now && before != now.Value)
        {
            throw new InvalidOperationException($"Case {loaded.Row.Reference}: an item that left in one letter is owed in another. Nothing was written.");
        }

        row.NoticeId = item.Notice?.Value;
        row.State = (int)item.State;
    }

    private ItemRow NewRow(Item item) => new()
    {
        TakedownId = item.Key.Takedown.Value,
        Attempt = item.Key.Attempt,
        Rung = item.Key.Rung,
        Role = (int)item.Key.Role,
        Party = keys.Hash(KeyedName.Party, item.Key.Party),
        Kind = (int)item.Key.Kind,
        Number = item.Key.Number,
        RouteTry = item.Key.RouteTry,
        CaseId = loaded.Row.Id,
        NoticeId = item.Notice?.Value,
        State = (int)item.State,
    };

    private static (Guid, int, int, int, string, int, int, int) KeyOf(ItemRow r) =>
        (r.TakedownId, r.Attempt, r.Rung, r.Role, r.Party, r.Kind, r.Number, r.RouteTry);
}
