using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Support;

/// <summary>Cases for the store; ids differ by case number so that several stand side by side.</summary>
internal static class SomeCase
{
    public const string UrlSecret = "thread/only-in-sealed-columns";

    public static CaseFile File(int takedowns = 1, int number = 1)
    {
        var facts = Some.Facts() with { Id = Id(number), Reference = $"TD-{number:000000}" };
        return new CaseFile(facts, [.. Enumerable.Range(1, takedowns).Select(i => Takedown(facts.Id, Url(number, i)))], []);
    }

    public static CaseId Id(int number) => new(DerivedId.From("store-case", $"{number}"));

    public static string Url(int number, int i, string host = "board.test") => $"https://{host}/{UrlSecret}/{number}/{i}";

    public static Takedown Takedown(CaseId id, string url) =>
        Some.Takedown(url) with { Id = new TakedownId(DerivedId.From("store-takedown", id.ToString(), url)), Case = id };

    public static Notice Notice(CaseFile file, NoticeState state = NoticeState.Queued, ItemKind kind = ItemKind.First) => new()
    {
        Id = new NoticeId(DerivedId.From("store-notice", file.Facts.Id.ToString(), $"{file.Notices.Length}")),
        Case = file.Facts.Id,
        Route = Some.Route(),
        Attempt = 1,
        Rung = 1,
        Kind = kind,
        State = state,
        OpenedAt = Some.Start,
        Items = [Key(file.Takedowns[0])],
    };

    public static ItemKey Key(Takedown takedown) => new(takedown.Id, 1, 1, PartyRole.SiteOperator, "board.test", ItemKind.First, 0, 1);

    public static CaseFile WithItem(CaseFile file, ItemState state, NoticeId? notice) => file.With(file.Takedowns[0] with
    {
        Items = [new Item { Key = Key(file.Takedowns[0]), Route = Some.Route(), OwedAt = Some.Start, State = state, Notice = notice }],
    });

    public static StoredTask Task(CaseFile file) => new()
    {
        Id = new TaskKey(TaskKind.NoRoute, "board.test").IdIn(file.Facts.Id),
        Kind = TaskKind.NoRoute,
        Subject = "board.test",
        Asks = "Whom should we write to?",
        Since = Some.Start,
        Due = Some.Start + Duration.FromDays(1),
        Takedowns = [file.Takedowns[0].Id],
    };

    public static CaseCommit Commit(CaseFile file) => new() { File = file, At = Some.Start };

    public static OutgoingLetter Letter(Guid id) => new()
    {
        MessageId = $"{id:N}@helpline.test",
        To = "abuse@board.test",
        FromName = "Helpline",
        FromAddress = "notices@helpline.test",
        Subject = "[TD-000001] Removal of material",
        Text = $"Please remove {Url(1, 1)}",
    };

    public static LedgerEntry Entry(string name, string body = "{}") =>
        new(Some.Start, "event", name, null, null, "INT-01", "rulebook", body);
}
