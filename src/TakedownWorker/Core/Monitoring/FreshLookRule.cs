using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Was it seen live just now? Before any letter, reminder or rung a conclusive Live look under one hour old is needed
/// (DESIGN 4.7); exactly an hour is too old.
/// </summary>
internal static class FreshLookRule
{
    public static readonly RuleId LookFirst = new("MON-35");

    public static readonly Duration MaxAge = Duration.FromHours(1);

    /// <summary>Pause before looking again after a look that decided nothing.</summary>
    public static readonly Duration Again = Duration.FromMinutes(5);

    public static bool IsFresh(Takedown takedown, Instant now) =>
        takedown.Content == ContentState.Live && takedown.Sightings.LastLive is { } live && now - live < MaxAge;

    /// <summary>End of freshness, exclusive.</summary>
    public static Instant FreshUntil(Takedown takedown) => (takedown.Sightings.LastLive ?? Instant.MinValue) + MaxAge;

    public static IEnumerable<Decision> AskForLook(Situation s, Duration every)
    {
        if (!s.Now.AwaitsLook)
        {
            var at = s.Event is TakedownEvent.Observed ? s.At + Again : s.At;
            yield return new Decision.Look(LookFirst, at, every, ReportBack: true);
        }
    }
}
