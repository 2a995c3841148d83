using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Benchmarks;

/// <summary>The real queue; counts what was committed as routine, and what was not.</summary>
internal sealed class CountingQueue(ILookQueue inner) : ILookQueue
{
    private int finished;
    private int failed;

    public int Finished => Volatile.Read(ref finished);

    public int Failed => Volatile.Read(ref failed);

    public Task<ImmutableArray<ClaimedLook>> ClaimAsync(Instant now, int limit, Duration lease, Duration hostGap, CancellationToken cancellationToken) =>
        inner.ClaimAsync(now, limit, lease, hostGap, cancellationToken);

    public async Task<int> FinishAsync(IReadOnlyCollection<FinishedLook> looks, CancellationToken cancellationToken)
    {
        var count = await inner.FinishAsync(looks, cancellationToken);
        Interlocked.Add(ref finished, count);
        return count;
    }

    public Task HandBackAsync(IReadOnlyCollection<ClaimedLook> looks, CancellationToken cancellationToken) =>
        inner.HandBackAsync(looks, cancellationToken);

    public Task<int> FailAsync(ClaimedLook look, Instant nextDue, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref failed);
        return inner.FailAsync(look, nextDue, cancellationToken);
    }

    public void Reset() => Interlocked.Exchange(ref finished, 0);
}
