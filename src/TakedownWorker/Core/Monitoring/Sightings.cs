using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Gone looks in a row from one vantage; a live look resets, withheld and unreachable neither count nor reset.</summary>
internal sealed record GoneRun(string Vantage, int Looks, Instant First, Instant Last);

/// <summary>What the latest conclusive look from one vantage meant.</summary>
internal sealed record VantageSighting(string Vantage, VerdictKind Kind, string Reason, Instant At);

/// <summary>What looks have shown so far, as far as a rule may need it again.</summary>
internal sealed record Sightings
{
    public const string HumanVantage = "caseworker";

    public static readonly Sightings None = new();

    public Instant? LastLook { get; init; }

    /// <summary>The latest conclusive Live look: a letter needs one under one hour old (DESIGN 4.7).</summary>
    public Instant? LastLive { get; init; }

    /// <summary>Verdict of the latest conclusive look and its reason.</summary>
    public Verdict? LastVerdict { get; init; }

    /// <summary>First instant of the present run of unreachable looks.</summary>
    public Instant? UnreachableSince { get; init; }

    public ImmutableArray<GoneRun> Gone { get; init; } = [];

    /// <summary>One a vantage: where places disagree, the disagreement is evidence (a host that fakes a removal).</summary>
    public ImmutableArray<VantageSighting> Latest { get; init; } = [];

    /// <summary>When every place was asked whether it still sees the material, because one does not; null when that is settled.</summary>
    public Instant? AskedPlaces { get; init; }

    /// <summary>A caseworker's own looks, and the latest of them: asked for less and less often.</summary>
    public int HumanLooks { get; init; }

    public Instant? LastHumanLook { get; init; }

    /// <summary>First Live look after Removed; back needs a second at least 30 minutes later.</summary>
    public Instant? BackSince { get; init; }

    /// <summary>Keyed fingerprint of the first live look of this attempt.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Keyed fingerprint of the latest live look.</summary>
    public string? LatestFingerprint { get; init; }

    /// <summary>Marker of the item at the first live look of this attempt that had one.</summary>
    public string? ItemMark { get; init; }

    public string? LatestItemMark { get; init; }

    /// <summary>Adds one look. Inconclusive changes nothing but the time of the last look; so does a look older than that.</summary>
    public Sightings After(Observation seen, ContentState content)
    {
        if (LastLook > seen.At)
        {
            return this;
        }

        var looked = this with
        {
            LastLook = seen.At,
            Latest = WithLatest(seen),
            HumanLooks = seen.ByHuman ? HumanLooks + 1 : HumanLooks,
            LastHumanLook = seen.ByHuman ? seen.At : LastHumanLook,
        };
        return seen.Verdict.Kind switch
        {
            VerdictKind.Live => looked.WithLive(seen, content),
            VerdictKind.Gone => looked with
            {
                LastVerdict = seen.Verdict,
                Gone = WithGone(seen),
                UnreachableSince = null,
                BackSince = null,
            },
            VerdictKind.Withheld => looked with { LastVerdict = seen.Verdict, UnreachableSince = null },
            VerdictKind.Unreachable => looked with { LastVerdict = seen.Verdict, UnreachableSince = UnreachableSince ?? seen.At },
            _ => looked,
        };
    }

    private Sightings WithLive(Observation seen, ContentState content) => this with
    {
        LastVerdict = seen.Verdict,
        LastLive = seen.At,
        AskedPlaces = null,
        Gone = [],
        UnreachableSince = null,
        BackSince = content == ContentState.Removed ? BackSince ?? seen.At : null,
        Fingerprint = content == ContentState.Removed ? Fingerprint : Fingerprint ?? seen.Fingerprint,
        LatestFingerprint = seen.Fingerprint,
        ItemMark = content == ContentState.Removed ? ItemMark : ItemMark ?? seen.ItemMark,
        LatestItemMark = seen.ItemMark,
    };

    private ImmutableArray<VantageSighting> WithLatest(Observation seen) =>
        seen.ByHuman || seen.Verdict.Kind == VerdictKind.Inconclusive
            ? Latest
            : Latest.RemoveAll(v => v.Vantage == seen.Vantage).Add(new VantageSighting(seen.Vantage, seen.Verdict.Kind, seen.Verdict.Reason, seen.At));

    private ImmutableArray<GoneRun> WithGone(Observation seen)
    {
        var run = Gone.FirstOrDefault(g => g.Vantage == seen.Vantage);
        return run is null
            ? Gone.Add(new GoneRun(seen.Vantage, 1, seen.At, seen.At))
            : Gone.Replace(run, run with { Looks = run.Looks + 1, Last = seen.At });
    }
}
