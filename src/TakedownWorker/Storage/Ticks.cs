using NodaTime;

namespace TakedownWorker.Storage;

/// <summary>
/// Instants in columns: ticks (100 ns) since 1970 UTC, rounded up. Clocks tick in whole ticks, so both "due at" and "fresh
/// until" compare as the exact instant would.
/// </summary>
internal static class Ticks
{
    public static long Of(Instant instant)
    {
        var down = instant.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(down) < instant ? down + 1 : down;
    }

    public static Instant ToInstant(long ticks) => Instant.FromUnixTimeTicks(ticks);

    public static long Of(Duration duration) => duration.BclCompatibleTicks;

    public static Duration ToDuration(long ticks) => Duration.FromTicks(ticks);
}
