using TakedownWorker.Core;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary><c>hold all</c> and <c>release</c> (DESIGN 4.12): everything that leaves, at once.</summary>
internal sealed class HoldDesk(IOutbox outbox, ICaseQueries queries, ICaseStore store, CaseRunner runner)
{
    public Task HoldAsync(CancellationToken cancellationToken) => outbox.SetHoldAsync(true, "by command", cancellationToken);

    /// <summary>Letters may leave again; the tasks that asked for the release are settled.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        // The hold first: a death in between leaves a task that asks for nothing more, never a hold that nobody asks about.
        await outbox.SetHoldAsync(false, "", cancellationToken);
        foreach (var line in await queries.TasksAsync(null, cancellationToken))
        {
            if (line.Kind == Kebab.Name(TaskKind.Fuse) && await store.FindTaskAsync(new TaskId(Guid.ParseExact(line.Id, "N")), cancellationToken) is { } found)
            {
                await runner.TellAsync(
                    found.Case,
                    new TakedownEvent.CaseworkerActed(Guid.NewGuid(), runner.Now, new CaseworkerAction.SettledTask(found.Task.Kind, found.Task.Subject)),
                    found.Task.Takedowns, cancellationToken);
            }
        }
    }
}
