using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Gone looks in a row from one vantage; a live look resets, withheld and unreachable neither count nor reset.</summary>
internal sealed record GoneRun(string Vantage, int Looks, Instant First, Instant Last);

/// <summary>What looks have shown so far, as far as a rule may need it again.</summary>
internal sealed record Sightings
{
    public static readonly Sightings None = new();

    public Instant? LastLook { get; init; }

    /// <summary>The latest conclusive Live look: a letter needs one under one hour old (DESIGN 4.7).</summary>
    public Instant? LastLive { get; init; }

    /// <summary>Verdict of the latest conclusive look and its reason.</summary>
    public Verdict? LastVerdict { get; init; }

    /// <summary>First instant of the present run of unreachable looks.</summary>
    public Instant? UnreachableSince { get; init; }

    public ImmutableArray<GoneRun> Gone { get; init; } = [];

    /// <summary>First Live look after Removed; back needs a second at least 30 minutes later.</summary>
    public Instant? BackSince { get; init; }

    /// <summary>Keyed fingerprint of the first live look of this attempt.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Keyed fingerprint of the latest live look.</summary>
    public string? LatestFingerprint { get; init; }
}
