namespace TakedownWorker.Demo;

/// <summary>The domain clock of the demo: stands still until it is stepped, so that weeks pass in seconds and every deadline fires.</summary>
internal sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Step(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
