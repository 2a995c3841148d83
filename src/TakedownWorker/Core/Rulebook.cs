using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core;

/// <summary>Gone is proven by this many looks in a row over this span (DESIGN 4.6).</summary>
internal sealed record Confirmation(int Looks, Period Spread);

/// <summary>Settings of the installation that change decisions.</summary>
internal sealed record Installation
{
    public required Confirmation Confirmation { get; init; }

    /// <summary>Without control addresses nothing becomes Removed (DESIGN 4.6).</summary>
    public required bool HasControlUrls { get; init; }

    /// <summary>Names of all vantages, this machine's own included.</summary>
    public required ImmutableArray<string> Vantages { get; init; }

    /// <summary>Pickup mode: letters go to a folder, no clock runs (DESIGN 4.13).</summary>
    public required bool Trial { get; init; }

    /// <summary>False: nobody reads answers, so every reminder and rung needs approval (DESIGN 4.7).</summary>
    public required bool ReadsMail { get; init; }

    /// <summary>Addresses of one case that a caseworker is asked to look at themselves within a day.</summary>
    public int ManualLooksADay { get; init; } = 20;

    /// <summary>Bases whose reviewer and date the configuration names (DESIGN 4.4).</summary>
    public ImmutableHashSet<string> ReviewedBases { get; init; } = [];

    /// <summary>Host names of operators marked hostile: no answers, no fetch but through a vantage.</summary>
    public string CaseMailDomain { get; init; } = "invalid";
}

/// <summary>Everything that rules are tuned by, with a hash that the ledger keeps beside each decision.</summary>
internal sealed record Rulebook
{
    public required Policy Policy { get; init; }

    public required ImmutableDictionary<string, LegalBasis> Bases { get; init; }

    public required Installation Installation { get; init; }

    /// <summary>SHA-256 over policies, bases, texts and installation settings, lower-case hex.</summary>
    public required string Hash { get; init; }
}
