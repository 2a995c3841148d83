using System.Collections.Immutable;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>How a task is answered.</summary>
internal enum TaskReply
{
    Settle,
    Live,
    Gone,
    Sent,
}

/// <summary>What waits for a human: shown, approved, rejected, done.</summary>
internal sealed class TaskDesk(ICaseStore store, CaseRunner runner, LetterDesk letters, IRulebookSource rulebooks)
{
    public async Task<Answer<TaskDetail>> ShowAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } found)
        {
            return Answer<TaskDetail>.No(Unknown(id));
        }

        await using var session = await store.OpenAsync(found.Case, cancellationToken);
        var file = session!.File;
        var view = CaseShow.Task(file.Facts.Reference, found.Task);
        ImmutableArray<string> urls = [.. found.Task.Takedowns.Where(t => file.Takedowns.Any(k => k.Id == t)).Select(t => file.Of(t).Url)];
        return Letter(file, found.Task) is { } notice
            && letters.Compose(file, notice, rulebooks.For(file.Facts.Policy), runner.Now) is Composition.Complete letter
                ? new TaskDetail(view, notice.Route.Address, letter.Subject, letter.Text, letter.ContentHash, urls)
                : new TaskDetail(view, null, null, null, null, urls);
    }

    /// <summary>Approves exactly the content whose hash <see cref="ShowAsync"/> showed; without one, the letter as it stands now.</summary>
    public async Task<Answer<StoredTask>> ApproveAsync(string id, string by, string? shownHash, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } found)
        {
            return Answer<StoredTask>.No(Unknown(id));
        }

        if (found.Task is not { Kind: TaskKind.ApproveLetter, Notice: { } notice })
        {
            return Answer<StoredTask>.No($"This task asks for something else ({found.Task.Kind}): {found.Task.Asks}");
        }

        var result = await runner.TellLetterAsync(
            found.Case, notice, (n, _) => new TakedownEvent.LetterApproved(Guid.NewGuid(), runner.Now, n.Id, shownHash ?? n.ContentHash ?? "", by), cancellationToken);
        return result is not null && result.NoticeDecisions.Any(d => d is NoticeDecision.Approve)
            ? found.Task
            : Answer<StoredTask>.No("Not approved: the letter changed since it was shown. Read it again with 'task show'.");
    }

    public async Task<Answer<StoredTask>> RejectAsync(string id, CancellationToken cancellationToken)
    {
        var found = await FindAsync(id, cancellationToken);
        return found is { Task.Kind: TaskKind.FillForm }
            ? await OnLetterAsync(id, TaskKind.FillForm, Rejected, cancellationToken)
            : await OnLetterAsync(id, TaskKind.ApproveLetter, Rejected, cancellationToken);
    }

    public async Task<Answer<StoredTask>> DoneAsync(string id, TaskReply reply, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } found)
        {
            return Answer<StoredTask>.No(Unknown(id));
        }

        var task = found.Task;
        switch (task.Kind, reply)
        {
            case (TaskKind.FillForm, TaskReply.Sent):
                return await OnLetterAsync(id, TaskKind.FillForm, Filled, cancellationToken);
            case (TaskKind.FillForm, _):
                return Answer<StoredTask>.No("This task asks for a form: answer 'sent' once it is filled in, or reject it.");
            case (TaskKind.ApproveLetter, _):
                return Answer<StoredTask>.No("This task asks for approval: use 'task approve' or 'task reject'.");
            case (TaskKind.MissingElement, _):
                return Answer<StoredTask>.No("This task ends when the missing fact is recorded: use 'case record'.");
            case (TaskKind.ManualLook or TaskKind.ConfirmReturn, TaskReply.Live or TaskReply.Gone):
                return await ActAsync(found.Case, task, new CaseworkerAction.Looked(reply == TaskReply.Live), cancellationToken);
            case (TaskKind.ManualLook or TaskKind.ConfirmReturn, _):
                return Answer<StoredTask>.No("This task asks what you saw: answer 'live' or 'gone'.");
            default:
                return await ActAsync(found.Case, task, new CaseworkerAction.SettledTask(task.Kind, task.Subject), cancellationToken);
        }
    }

    /// <summary>A route that no source knew, for the takedowns that asked.</summary>
    public async Task<Answer<StoredTask>> GiveRouteAsync(string id, Route route, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is { } found
            ? await ActAsync(found.Case, found.Task, new CaseworkerAction.GaveRoute(route), cancellationToken)
            : Answer<StoredTask>.No(Unknown(id));

    public Task<(CaseId Case, StoredTask Task)?> FindAsync(string id, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id.Trim(), "N", out var guid)
            ? store.FindTaskAsync(new TaskId(guid), cancellationToken)
            : Task.FromResult<(CaseId, StoredTask)?>(null);

    private static string Unknown(string id) => $"There is no open task '{id}'. See 'task list'.";

    private TakedownEvent.CaseworkerActed Rejected(Notice n) => new(Guid.NewGuid(), runner.Now, new CaseworkerAction.RejectedLetter(n.Id));

    private TakedownEvent Filled(Notice n, Core.Rulebook rulebook) => new TakedownEvent.NoticeSent(
        Guid.NewGuid(), runner.Now, n.Id, Trial: false, 1, n.ContentHash ?? "", OverdueRule.Deadline(n, runner.Now, rulebook));

    private Task<Answer<StoredTask>> OnLetterAsync(string id, TaskKind kind, Func<Notice, TakedownEvent> e, CancellationToken cancellationToken) =>
        OnLetterAsync(id, kind, (n, _) => e(n), cancellationToken);

    private async Task<Answer<StoredTask>> OnLetterAsync(
        string id, TaskKind kind, Func<Notice, Core.Rulebook, TakedownEvent> e, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } found)
        {
            return Answer<StoredTask>.No(Unknown(id));
        }

        if (found.Task.Kind != kind || found.Task.Notice is not { } notice)
        {
            return Answer<StoredTask>.No($"This task asks for something else ({found.Task.Kind}): {found.Task.Asks}");
        }

        await runner.TellLetterAsync(found.Case, notice, e, cancellationToken);
        return found.Task;
    }

    private async Task<Answer<StoredTask>> ActAsync(CaseId id, StoredTask task, CaseworkerAction action, CancellationToken cancellationToken)
    {
        await runner.TellAsync(id, new TakedownEvent.CaseworkerActed(Guid.NewGuid(), runner.Now, action), task.Takedowns, cancellationToken);
        return task;
    }

    private static Notice? Letter(CaseFile file, StoredTask task) => task.Notice is { } id ? file.Find(id) : null;
}
