using NodaTime;

namespace TakedownWorker.Core.Escalation;

/// <summary>
/// When does a period end? Years, months, weeks and days are counted by the calendar of a zone, hours and less are
/// elapsed time: 48 hours over a change of clocks are 48 hours. Exactly at the end is not yet late.
/// </summary>
internal static class Deadlines
{
    public static Instant After(Instant start, Period period) => After(start, period, DateTimeZone.Utc);

    public static Instant After(Instant start, Period period, DateTimeZone zone)
    {
        var days = new PeriodBuilder { Years = period.Years, Months = period.Months, Weeks = period.Weeks, Days = period.Days }.Build();
        var clock = new PeriodBuilder
        {
            Hours = period.Hours,
            Minutes = period.Minutes,
            Seconds = period.Seconds,
            Milliseconds = period.Milliseconds,
            Ticks = period.Ticks,
            Nanoseconds = period.Nanoseconds,
        }.Build();
        var from = days.Equals(Period.Zero) ? start : start.InZone(zone).LocalDateTime.Plus(days).InZoneLeniently(zone).ToInstant();
        return from + clock.ToDuration();
    }

    /// <summary>Exactly at the deadline is not yet late.</summary>
    public static bool IsLate(Instant deadline, Instant now) => now > deadline;
}
