using System.Collections.Immutable;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>What waits for a human: shown, approved, rejected, done. A route for a task is RouteDesk's.</summary>
internal sealed class TaskDesk(ICaseStore store, CaseRunner runner, LetterDesk letters, CompanionDesk companions, IRulebookSource rulebooks)
{
    public async Task<Answer<TaskDetail>> ShowAsync(string id, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(id, cancellationToken);
        if (!open.IsOk)
        {
            return Answer<TaskDetail>.No(open.Problem!);
        }

        var (caseId, task) = open.Value!;
        await using var session = await store.OpenAsync(caseId, cancellationToken);
        var file = session!.File;
        ImmutableArray<string> urls = [.. task.Takedowns.Where(t => file.Takedowns.Any(k => k.Id == t)).Select(t => file.Of(t).Url)];
        var detail = new TaskDetail(CaseShow.Task(file.Facts.Reference, task), TaskAnswers.How(task.Kind), null, null, null, null, urls);
        if (task.Kind == TaskKind.Companions)
        {
            return CompanionDesk.Describe(file, detail);
        }

        return Letter(file, task) is { } notice
            && letters.Compose(file, notice, rulebooks.For(file.Facts.Policy), runner.Now) is Composition.Complete letter
                ? detail with { To = notice.Route.Address, Subject = letter.Subject, Text = letter.Text, ContentHash = letter.ContentHash }
                : detail;
    }

    /// <summary>Approves exactly the content whose hash <see cref="ShowAsync"/> showed, or adds the further addresses that are offered.</summary>
    public async Task<Answer<StoredTask>> ApproveAsync(string id, Approving approving, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(id, cancellationToken);
        if (!open.IsOk)
        {
            return Answer<StoredTask>.No(open.Problem!);
        }

        var (caseId, task) = open.Value!;
        if (task.Kind == TaskKind.Companions)
        {
            return await companions.AddAsync(open.Value, approving.Witness, cancellationToken);
        }

        if (task is not { Kind: TaskKind.ApproveLetter, Notice: { } notice })
        {
            return Answer<StoredTask>.No(TaskAnswers.Refusal(task.Kind));
        }

        var result = await runner.TellLetterAsync(
            caseId, notice, (n, _) => new TakedownEvent.LetterApproved(Guid.NewGuid(), runner.Now, n.Id, approving.ShownHash ?? n.ContentHash ?? "", approving.By), cancellationToken);
        return result is not null && result.NoticeDecisions.Any(d => d is NoticeDecision.Approve)
            ? task
            : Answer<StoredTask>.No("Not approved: the letter changed since it was shown, or the hash is another letter's. Read it again with 'task show'.");
    }

    /// <summary>Turns a letter or form down, or leaves addresses without a route.</summary>
    public async Task<Answer<StoredTask>> RejectAsync(string id, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(id, cancellationToken);
        return !open.IsOk ? Answer<StoredTask>.No(open.Problem!)
            : !TaskAnswers.TakesReject(open.Value!.Task.Kind) ? Answer<StoredTask>.No(TaskAnswers.Refusal(open.Value.Task.Kind))
            : open.Value.Task.Kind is TaskKind.NoRoute or TaskKind.Companions ? await SettleAsync(open.Value, cancellationToken)
            : await OnLetterAsync(
                open.Value,
                (n, _) => new TakedownEvent.CaseworkerActed(Guid.NewGuid(), runner.Now, new CaseworkerAction.RejectedLetter(n.Id)),
                cancellationToken);
    }

    /// <param name="only">Of a task about several addresses, the ones that the answer is for; empty: all of them.</param>
    public async Task<Answer<StoredTask>> DoneAsync(string id, TaskReply reply, ImmutableArray<string> only, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(id, cancellationToken);
        if (!open.IsOk || !TaskAnswers.Takes(open.Value!.Task.Kind, reply))
        {
            return Answer<StoredTask>.No(open.Problem ?? TaskAnswers.Refusal(open.Value!.Task.Kind));
        }

        return reply switch
        {
            TaskReply.Sent => await OnLetterAsync(open.Value, Filled, cancellationToken),
            TaskReply.Live or TaskReply.Gone => await LookedAsync(open.Value, new CaseworkerAction.Looked(reply == TaskReply.Live), only, cancellationToken),
            _ => await SettleAsync(open.Value, cancellationToken),
        };
    }

    /// <summary>A task that still waits; else what is wrong with the id.</summary>
    public async Task<Answer<OpenTask>> OpenAsync(string id, CancellationToken cancellationToken)
    {
        var found = Guid.TryParseExact(id.Trim(), "N", out var guid) ? await store.FindTaskAsync(new TaskId(guid), cancellationToken) : null;
        return found is not { } task ? Answer<OpenTask>.No("There is no task with that id. See 'task list'.")
            : task.Task.SettledAt is { } at ? Answer<OpenTask>.No($"That task was settled on {at.InUtc().Date:yyyy-MM-dd}. See 'task list' for what is open.")
            : new OpenTask(task.Case, task.Task);
    }

    private TakedownEvent Filled(Notice n, Core.Rulebook rulebook) => new TakedownEvent.NoticeSent(
        Guid.NewGuid(), runner.Now, n.Id, Trial: false, 1, n.ContentHash ?? "", OverdueRule.Deadline(n, runner.Now, rulebook));

    private async Task<Answer<StoredTask>> OnLetterAsync(
        OpenTask open, Func<Notice, Core.Rulebook, TakedownEvent> e, CancellationToken cancellationToken)
    {
        if (open.Task.Notice is { } notice)
        {
            await runner.TellLetterAsync(open.Case, notice, e, cancellationToken);
        }

        return open.Task;
    }

    private async Task<Answer<StoredTask>> LookedAsync(
        OpenTask open, CaseworkerAction.Looked looked, ImmutableArray<string> only, CancellationToken cancellationToken)
    {
        var named = await NamedAsync(open, only, cancellationToken);
        return only.All(o => named.Exists(t => t.Url == o || t.Id.ToString() == o))
            ? await ActAsync(open with { Task = open.Task with { Takedowns = [.. named.Select(t => t.Id)] } }, looked, cancellationToken)
            : Answer<StoredTask>.No("That address is not one of this task's. Give --url as 'task show' prints it.");
    }

    /// <summary>The case is let go again before anything is told to it.</summary>
    private async Task<List<Takedown>> NamedAsync(OpenTask open, ImmutableArray<string> only, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(open.Case, cancellationToken);
        return [.. session!.File.Takedowns.Where(t => open.Task.Takedowns.Contains(t.Id))
            .Where(t => only.IsEmpty || only.Contains(t.Url) || only.Contains(t.Id.ToString()))];
    }

    private Task<Answer<StoredTask>> SettleAsync(OpenTask open, CancellationToken cancellationToken) =>
        ActAsync(open, new CaseworkerAction.SettledTask(open.Task.Kind, open.Task.Subject), cancellationToken);

    private async Task<Answer<StoredTask>> ActAsync(OpenTask open, CaseworkerAction action, CancellationToken cancellationToken)
    {
        await runner.TellAsync(open.Case, new TakedownEvent.CaseworkerActed(Guid.NewGuid(), runner.Now, action), open.Task.Takedowns, cancellationToken);
        return open.Task;
    }

    private static Notice? Letter(CaseFile file, StoredTask task) => task.Notice is { } id ? file.Find(id) : null;
}

/// <summary>Who approves, and what.</summary>
/// <param name="ShownHash">Of a letter: the content that was shown; null for the letter as it stands now.</param>
/// <param name="Witness">Of further addresses: who saw that they show the person, and when.</param>
internal sealed record Approving(string By, string? ShownHash = null, Witness? Witness = null);

/// <summary>A task that waits, and its case.</summary>
internal sealed record OpenTask(CaseId Case, StoredTask Task);
