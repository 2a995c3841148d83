using System.Collections.Immutable;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Which answer a rule of a platform is about.</summary>
internal enum PlatformAnswer
{
    /// <summary>The reported address.</summary>
    Page,

    /// <summary>The further address that the platform names under <c>ask</c>.</summary>
    Extra,
}

/// <summary>A further address that tells more about an item than its page does.</summary>
/// <param name="Path">Shape of the reported address.</param>
/// <param name="Address">Path and query to ask for at the same host, names filled in.</param>
internal sealed record PlatformAsk(UrlTemplate Path, string Address);

/// <summary>What an answer of a platform means. Every condition that is given must hold.</summary>
internal sealed record PlatformClause
{
    /// <summary>Named in <c>check --json</c>.</summary>
    public required string Name { get; init; }

    public PlatformAnswer On { get; init; }

    public UrlTemplate? Path { get; init; }

    public ImmutableArray<int> Status { get; init; } = [];

    /// <summary>A selector that finds an element; names filled in.</summary>
    public string? Has { get; init; }

    /// <summary>A selector that finds none; names filled in.</summary>
    public string? Lacks { get; init; }

    public string? Pointer { get; init; }

    /// <summary>What stands at the pointer; null: anything.</summary>
    public string? Value { get; init; }

    /// <summary>Any of these in the source, lower case.</summary>
    public ImmutableArray<string> Says { get; init; } = [];

    /// <summary>The address in the end contains any of these.</summary>
    public ImmutableArray<string> EndsAt { get; init; } = [];

    /// <summary>The address in the end is the home page, and the reported one is not.</summary>
    public bool EndsHome { get; init; }

    /// <summary>The first answer of the way has any of these statuses: some sites say there which kind of "not here" they mean.</summary>
    public ImmutableArray<int> FirstStatus { get; init; } = [];

    public required Verdict Means { get; init; }
}

/// <summary>How one kind of site answers; a YAML file of <c>Platforms/</c>. Adding one needs no code.</summary>
internal sealed record Platform
{
    public required string Id { get; init; }

    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>Domains that show the same under the same path, without www.</summary>
    public ImmutableArray<string> Mirrors { get; init; } = [];

    /// <summary>Beginnings of the generator meta tag, lower case.</summary>
    public ImmutableArray<string> Generators { get; init; } = [];

    /// <summary>Selectors, each enough by itself.</summary>
    public ImmutableArray<string> Signs { get; init; } = [];

    public ImmutableArray<PlatformAsk> Asks { get; init; } = [];

    public ImmutableArray<PlatformClause> Clauses { get; init; } = [];

    public bool Knows(ReportedUrl url, PageFacts? page) =>
        Domains.Any(d => url.Host == d || url.Host.EndsWith("." + d, StringComparison.Ordinal))
        || (page is not null && (Generators.Any(g => page.Generator?.StartsWith(g, StringComparison.Ordinal) == true)
            || Signs.Any(s => page.Query?.Has(s) == true)));

    /// <summary>The further address to ask for, if any: the first whose shape fits.</summary>
    public string? ExtraOf(ReportedUrl url)
    {
        foreach (var (path, address) in Asks)
        {
            if (path.Match(url) is { } taken)
            {
                return url.Origin + UrlTemplate.Fill(address, taken);
            }
        }

        return null;
    }
}
