using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TakedownWorker.Takedowns;

/// <summary>What <c>case show</c> shows; its JSON is a contract (docs/schemas/case-show.schema.json).</summary>
internal sealed record CaseView(
    string Ref, string State, ImmutableArray<string> WaitingFor, ImmutableArray<UrlView> Urls,
    ImmutableArray<NoticeView> Notices, ImmutableArray<TaskView> Tasks, [property: JsonIgnore] bool Trial);

/// <summary>One reported address.</summary>
internal sealed record UrlView(
    string Id, string Url, string Content, string Takedown, int Attempt, int Rung, DateTimeOffset? NextLook, DateTimeOffset? NextDecision,
    [property: JsonIgnore] DateTimeOffset ReportedAt);

/// <summary>One letter.</summary>
internal sealed record NoticeView(
    string Id, string Kind, string State, string To, int Rung, string? MessageId, ImmutableArray<string> Urls);

/// <summary>One task; its JSON is a contract (docs/schemas/task-list.schema.json).</summary>
internal sealed record TaskView(
    string Id, string Case, string Kind, DateTimeOffset Since, DateTimeOffset? Due, string Asks, string? NoticeId);

/// <summary>A task with the letter it is about, as it would go.</summary>
internal sealed record TaskDetail(TaskView Task, string? To, string? Subject, string? Text, string? ContentHash, ImmutableArray<string> Urls);

/// <summary>One line of <c>case list</c>.</summary>
internal sealed record CaseLine(string Ref, string State, int Urls, int Live, int Removed, int Tasks, DateTimeOffset OpenedAt);

/// <summary>What an import did so far.</summary>
internal sealed record ImportCount(int CasesNew, int UrlsNew, int Unchanged);
