using TakedownWorker.Core;

namespace TakedownWorker.Takedowns;

/// <summary>
/// Events that arrive side by side and belong to one case are told in one step: while a step of the case runs, what comes
/// in waits and makes the next one. A case with 150 addresses is loaded a few times then, not 150 times.
/// </summary>
internal sealed class CaseEvents(CaseRunner runner)
{
    private readonly Lock gate = new();
    private readonly Dictionary<CaseId, List<Waiting>> cases = [];

    /// <summary>Ends when the event is committed.</summary>
    /// <exception cref="Exception">Whatever the step of this very event threw; never that of another.</exception>
    public Task TellAsync(CaseId id, TakedownId to, TakedownEvent e)
    {
        var mine = new Waiting(new AddressedEvent(e, [to]));
        lock (gate)
        {
            if (cases.TryGetValue(id, out var others))
            {
                others.Add(mine);
                return mine.Done.Task;
            }

            cases[id] = [mine];
        }

        // On another thread: SQLite never yields, and whoever tells must be free to tell the next.
        _ = Task.Run(() => RunAsync(id), CancellationToken.None);
        return mine.Done.Task;
    }

    private async Task RunAsync(CaseId id)
    {
        while (Take(id) is { } batch)
        {
            if (!await TryAsync(id, batch) && batch.Count > 1)
            {
                // Which of them failed is not known: each alone, so that none pays for another.
                foreach (var one in batch)
                {
                    await TryAsync(id, [one]);
                }
            }
        }
    }

    /// <summary>What waits; null, and the case is forgotten, when nothing does.</summary>
    private List<Waiting>? Take(CaseId id)
    {
        lock (gate)
        {
            if (cases[id] is { Count: > 0 } batch)
            {
                cases[id] = [];
                return batch;
            }

            cases.Remove(id);
            return null;
        }
    }

    private async Task<bool> TryAsync(CaseId id, List<Waiting> batch)
    {
        try
        {
            await runner.RunAsync(id, file => new CaseInput(file, [.. batch.Select(w => Known(file, w.Event))]), CancellationToken.None);
            batch.ForEach(w => w.Done.SetResult());
            return true;
        }
#pragma warning disable CA1031 // Handed to whoever waits for it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (batch.Count == 1)
            {
                batch[0].Done.SetException(e);
            }

            return false;
        }
    }

    private static AddressedEvent Known(CaseFile file, AddressedEvent e) =>
        e with { To = [.. e.To.Where(id => file.Takedowns.Any(t => t.Id == id))] };

    private sealed record Waiting(AddressedEvent Event)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
