using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TakedownWorker.Takedowns;

/// <summary>What <c>case show</c> shows; its JSON is a contract (docs/schemas/case-show.schema.json).</summary>
internal sealed record CaseView(
    string Ref, string State, ImmutableArray<string> WaitingFor, ImmutableArray<UrlView> Urls,
    ImmutableArray<NoticeView> Notices, ImmutableArray<TaskView> Tasks, [property: JsonIgnore] bool Trial);

/// <summary>One reported address.</summary>
/// <param name="Reason">Reason code of the latest conclusive look, or <c>file-is-live</c> where that keeps a page from being removed; for people: the JSON contract does not have it.</param>
/// <param name="Url">Null in a quarantined case: there only <c>--hotline</c> prints it (DESIGN 4.2).</param>
internal sealed record UrlView(
    string Id, string? Url, string Content, string Takedown, int Attempt, int Rung, DateTimeOffset? NextLook, DateTimeOffset? NextDecision,
    [property: JsonIgnore] string? Reason);

/// <summary>One letter.</summary>
/// <param name="Urls">Empty in a quarantined case.</param>
internal sealed record NoticeView(
    string Id, string Kind, string State, string To, int Rung, string? MessageId, ImmutableArray<string> Urls);

/// <summary>One task; its JSON is a contract (docs/schemas/task-list.schema.json).</summary>
internal sealed record TaskView(
    string Id, string Case, string Kind, DateTimeOffset Since, DateTimeOffset? Due, string Asks, string? NoticeId);

/// <summary>A task with the letter it is about, as it would go; its JSON is a contract (docs/schemas/task-show.schema.json).</summary>
/// <param name="SettledBy">The commands that settle it.</param>
internal sealed record TaskDetail(
    TaskView Task, string SettledBy, string? To, string? Subject, string? Text, string? ContentHash, ImmutableArray<string> Urls)
{
    /// <summary>What people read instead of <see cref="Urls"/>, where there is more to say of each.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Lines { get; init; } = Urls;
}

/// <summary>What the organisation's hotline needs of one address, quarantined or not (docs/schemas/case-hotline.schema.json).</summary>
internal sealed record HotlineLine(string Url, DateTimeOffset ReportedAt);

/// <summary>One line of <c>case list</c>.</summary>
internal sealed record CaseLine(string Ref, string State, int Urls, int Live, int Removed, int Tasks, DateTimeOffset OpenedAt);

/// <summary>What an import did so far.</summary>
internal sealed record ImportCount(int CasesNew, int UrlsNew, int Unchanged);
