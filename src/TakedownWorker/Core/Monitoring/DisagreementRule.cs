using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Does another place see it live? A host may show a removal, a wall or nothing at all to one address or one country
/// only: what one vantage does not see while another does is blocked to it, and the ladder goes on.
/// </summary>
internal static class DisagreementRule
{
    public static readonly RuleId StaysLive = new("MON-41");

    /// <summary>A live look older than this says nothing about what the other place would see now.</summary>
    public static readonly Duration Window = Duration.FromHours(24);

    /// <summary>True when the look of one vantage is contradicted by a live look of another within <see cref="Window"/>.</summary>
    public static bool IsLiveElsewhere(Sightings sightings, Observation seen) =>
        IsAgainstLive(seen)
        && sightings.Latest.Any(v => v.Kind == VerdictKind.Live && v.Vantage != seen.Vantage && seen.At - v.At <= Window);

    /// <summary>How long a place that was asked may take to answer before the others are believed.</summary>
    public static readonly Duration Patience = Duration.FromHours(1);

    /// <summary>
    /// True when the look of one vantage would take live content away while another has not been heard within
    /// <see cref="Window"/>: looks that find what they expect say nothing, so its last word is old and it is asked first.
    /// A place that does not answer within <see cref="Patience"/> does not hold the others up.
    /// </summary>
    public static bool HearsOthersFirst(Situation s, Observation seen) =>
        IsAgainstLive(seen)
        && s.Now.Content == ContentState.Live
        && s.Rulebook.Installation.Vantages.Any(v => v != seen.Vantage && !WasHeard(s.Now.Sightings, v, seen.At))
        && (s.Now.Sightings.AskedPlaces is not { } asked || s.At - asked < Patience);

    /// <summary>
    /// What places see, when they see different things; empty when they agree. A place that has not looked for longer than
    /// <see cref="Window"/>, perhaps because it was taken out of the configuration, has no word in it.
    /// </summary>
    public static string Describe(Sightings sightings)
    {
        var heard = sightings.Latest.Where(v => sightings.Latest.Max(other => other.At) - v.At <= Window).ToList();
        return heard.Select(v => v.Kind).Distinct().Skip(1).Any()
            ? string.Join(", ", heard.OrderBy(v => v.Vantage, StringComparer.Ordinal).Select(v => $"{v.Kind.ToString().ToLowerInvariant()} from {v.Vantage}"))
            : "";
    }

    private static bool IsAgainstLive(Observation seen) =>
        seen is { ByHuman: false, Verdict.Kind: VerdictKind.Gone or VerdictKind.Withheld or VerdictKind.Unreachable };

    private static bool WasHeard(Sightings sightings, string vantage, Instant now) =>
        sightings.Latest.Any(v => v.Vantage == vantage && now - v.At <= Window);
}
