using System.Threading.Channels;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>
/// Commits routine looks in batches: every 500 results or 200 ms (machine clock), so that the cost of a look does not
/// depend on a commit of its own.
/// </summary>
internal sealed class LookWriter : IAsyncDisposable
{
    private const int Batch = 500;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(200);

    private readonly Channel<FinishedLook> results = Channel.CreateBounded<FinishedLook>(4 * Batch);
    private readonly ILookQueue queue;
    private readonly TimeProvider machine;
    private readonly SemaphoreSlim committing = new(1, 1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task loop;

    public LookWriter(ILookQueue queue, [FromKeyedServices(Clocks.Machine)] TimeProvider machine)
    {
        this.queue = queue;
        this.machine = machine;
        loop = Task.Run(RunAsync);
    }

    public ValueTask WriteAsync(FinishedLook look, CancellationToken cancellationToken) =>
        results.Writer.WriteAsync(look, cancellationToken);

    /// <summary>Commits what is there now.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await committing.WaitAsync(cancellationToken);
        try
        {
            while (results.Reader.TryPeek(out _))
            {
                var batch = new List<FinishedLook>(Batch);
                while (batch.Count < Batch && results.Reader.TryRead(out var look))
                {
                    batch.Add(look);
                }

                // Cancelling here would lose results that were already taken out: the commit is short.
                await queue.FinishAsync(batch, CancellationToken.None);
            }
        }
        finally
        {
            committing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await loop;
        await FlushAsync(CancellationToken.None);
        stopping.Dispose();
        committing.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await results.Reader.WaitToReadAsync(stopping.Token))
            {
                if (results.Reader.Count < Batch)
                {
                    await Task.Delay(Wait, machine, stopping.Token);
                }

                await FlushAsync(stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The stop flushes what is left.
        }
    }
}
