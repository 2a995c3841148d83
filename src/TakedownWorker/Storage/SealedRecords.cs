using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>Core's records to sealed columns and back: every place where something is sealed, with its associated data.</summary>
internal static class SealedRecords
{
    public static byte[] Seal(this ICaseKey key, CaseFacts facts) => key.Seal(new("cases", "facts", facts.Id.ToString()), CoreJson.Bytes(facts));

    public static CaseFacts OpenFacts(this ICaseKey key, CaseRow row) =>
        CoreJson.Read<CaseFacts>(key.Open(new("cases", "facts", Name(row.Id)), row.Facts));

    public static byte[] SealTakedown(this ICaseKey key, TakedownId id, byte[] json) => key.Seal(new("takedowns", "body", id.ToString()), json);

    public static byte[] OpenTakedown(this ICaseKey key, TakedownRow row) => key.Open(new("takedowns", "body", Name(row.Id)), row.Body);

    public static byte[] SealNotice(this ICaseKey key, NoticeId id, byte[] json) => key.Seal(new("notices", "body", id.ToString()), json);

    public static byte[] OpenNotice(this ICaseKey key, NoticeRow row) => key.Open(new("notices", "body", Name(row.Id)), row.Body);

    public static byte[] Seal(this ICaseKey key, StoredTask task) => key.Seal(new("tasks", "body", task.Id.ToString()), CoreJson.Bytes(task));

    /// <summary>The record, with the settling that a later commit wrote beside it.</summary>
    public static StoredTask OpenTask(this ICaseKey key, TaskRow row) =>
        CoreJson.Read<StoredTask>(key.Open(new("tasks", "body", Name(row.Id)), row.Body)) with
        {
            SettledAt = row.SettledAt is { } at ? Ticks.ToInstant(at) : null,
        };

    public static byte[] SealLetter(this ICaseKey key, Guid outboxId, OutgoingLetter letter) =>
        key.Seal(new("outbox", "letter", Name(outboxId)), CoreJson.Bytes(letter));

    public static OutgoingLetter OpenLetter(this ICaseKey key, Guid outboxId, byte[] sealedLetter) =>
        CoreJson.Read<OutgoingLetter>(key.Open(new("outbox", "letter", Name(outboxId)), sealedLetter));

    /// <summary>By takedown, not by row: the row's number is not known when it is sealed.</summary>
    public static byte[] SealLookUrl(this ICaseKey key, TakedownId id, string url) =>
        key.Seal(new("looks", "url", id.ToString()), System.Text.Encoding.UTF8.GetBytes(url));

    public static string OpenLookUrl(this ICaseKey key, TakedownId id, byte[] sealedUrl) =>
        System.Text.Encoding.UTF8.GetString(key.Open(new("looks", "url", id.ToString()), sealedUrl));

    /// <summary>As text, since a batch of rows is one JSON value on SQLite.</summary>
    public static string SealLookMemory(this ICaseKey key, TakedownId id, PageMemory memory) =>
        Convert.ToBase64String(key.Seal(new("looks", "memory", id.ToString()), CoreJson.Bytes(memory)));

    public static PageMemory OpenLookMemory(this ICaseKey key, TakedownId id, string sealedMemory) =>
        CoreJson.Read<PageMemory>(key.Open(new("looks", "memory", id.ToString()), Convert.FromBase64String(sealedMemory)));

    private static string Name(Guid id) => id.ToString("N");
}
