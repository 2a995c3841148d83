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
        seen is { ByHuman: false, Verdict.Kind: VerdictKind.Gone or VerdictKind.Withheld or VerdictKind.Unreachable }
        && sightings.Latest.Any(v => v.Kind == VerdictKind.Live && v.Vantage != seen.Vantage && seen.At - v.At <= Window);

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
}
