using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Contracts;

/// <summary>Lists over all cases, for people.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Cases_are_listed_newest_first_with_their_counts()
    {
        var old = SomeCase.File(takedowns: 3);
        old = old.With(old.Takedowns[0] with { Content = ContentState.Live }).With(old.Takedowns[1] with { Content = ContentState.Removed });
        await CommitNewAsync(SomeCase.Commit(old) with { TasksOpened = [SomeCase.Task(old)] });
        await CommitNewAsync(SomeCase.Commit(OpenedAt(2, Some.Start + Duration.FromDays(1))));

        var cases = await Store.Queries.ListAsync(Stop);

        Assert.Equal(
            [
                new CaseLine("TD-000002", "open", 1, 0, 0, 0, (Some.Start + Duration.FromDays(1)).ToDateTimeOffset()),
                new CaseLine("TD-000001", "waiting-for-human", 3, 1, 1, 1, Some.Start.ToDateTimeOffset()),
            ],
            cases);
    }

    [Fact]
    public async Task What_most_concerns_a_human_is_the_state_of_a_case()
    {
        await CommitWithAsync(1, f => f with { Quarantined = true, Paused = true, Closure = CaseClosure.Removed });
        await CommitWithAsync(2, f => f with { Closure = CaseClosure.Withdrawn, Paused = true });
        await CommitWithAsync(3, f => f with { Paused = true });
        var gone = SomeCase.File(number: 4);
        await CommitNewAsync(SomeCase.Commit(gone.With(gone.Takedowns[0] with { Content = ContentState.Removed })));

        var states = (await Store.Queries.ListAsync(Stop)).ToDictionary(c => c.Ref, c => c.State, StringComparer.Ordinal);

        Assert.Equal(["quarantined", "closed", "paused", "removed"], states.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value));
    }

    [Fact]
    public async Task Open_tasks_are_listed_oldest_first_over_all_cases_or_of_one()
    {
        var (late, early, settled) = (SomeCase.File(), SomeCase.File(number: 2), SomeCase.File(number: 3));
        await CommitNewAsync(SomeCase.Commit(late) with { TasksOpened = [SomeCase.Task(late) with { Since = Some.Start + Duration.FromHours(1) }] });
        await CommitNewAsync(SomeCase.Commit(early) with { TasksOpened = [SomeCase.Task(early)] });
        await CommitNewAsync(SomeCase.Commit(settled) with { TasksOpened = [SomeCase.Task(settled)] });
        await ChangeAsync(settled.Facts.Id, f => f, c => c with { TasksSettled = [SomeCase.Task(settled).Id] });

        Assert.Equal(["TD-000002", "TD-000001"], (await Store.Queries.TasksAsync(null, Stop)).Select(t => t.Case));
        var task = SomeCase.Task(late);
        Assert.Equal(
            [new TaskView(task.Id.ToString(), "TD-000001", "no-route", (Some.Start + Duration.FromHours(1)).ToDateTimeOffset(), task.Due!.Value.ToDateTimeOffset(), task.Asks, null)],
            await Store.Queries.TasksAsync("TD-000001", Stop));
        Assert.Empty(await Store.Queries.TasksAsync("TD-000009", Stop));
    }

    [Fact]
    public async Task An_erased_case_and_its_tasks_are_in_no_list()
    {
        var file = SomeCase.File();
        await CommitNewAsync(SomeCase.Commit(file) with { TasksOpened = [SomeCase.Task(file)] });

        await Store.Eraser.EraseAsync("TD-000001", Some.Start, Stop);

        Assert.Empty(await Store.Queries.ListAsync(Stop));
        Assert.Empty(await Store.Queries.TasksAsync(null, Stop));
    }

    private Task<CaseId> CommitWithAsync(int number, Func<CaseFacts, CaseFacts> change)
    {
        var file = SomeCase.File(number: number);
        return CommitNewAsync(SomeCase.Commit(file with { Facts = change(file.Facts) }));
    }

    private static CaseFile OpenedAt(int number, Instant at)
    {
        var file = SomeCase.File(number: number);
        return file with { Facts = file.Facts with { OpenedAt = at } };
    }
}
