using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using NodaTime.Text;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Fetching;

/// <summary>The configuration of <c>Takedown:Monitoring</c> as this folder uses it, checked once.</summary>
internal sealed record FetchSettings
{
    /// <summary>Networks that may be fetched although they are not public; any port there.</summary>
    public ImmutableArray<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>Names with a fixed address, for tests; lower case.</summary>
    public FrozenDictionary<string, IPAddress> HostMap { get; init; } = FrozenDictionary<string, IPAddress>.Empty;

    public ImmutableArray<string> ControlUrls { get; init; } = [];

    /// <summary>Between the end of one look and the start of the next at the same host.</summary>
    public TimeSpan PerHostGap { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Further places to look from.</summary>
    public ImmutableArray<(string Name, Uri Proxy)> Vantages { get; init; } = [];

    /// <summary>Looks under way at once.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>Issuers trusted instead of the system's, for tests only: no option sets them.</summary>
    public ImmutableArray<X509Certificate2> TestRoots { get; init; } = [];

    /// <summary>From options that were checked when they were loaded.</summary>
    public static FetchSettings From(MonitoringOptions options) => new()
    {
        AllowedNetworks = [.. options.AllowedPrivateNetworks.Select(IPNetwork.Parse)],
        HostMap = options.HostMap.ToFrozenDictionary(
            entry => entry.Key.ToLowerInvariant(), entry => IPAddress.Parse(entry.Value), StringComparer.Ordinal),
        ControlUrls = [.. options.ControlUrls],
        PerHostGap = PeriodPattern.NormalizingIso.Parse(options.PerHostGap).GetValueOrThrow().ToDuration().ToTimeSpan(),
        Vantages = [.. options.Vantages.Select(v => (v.Name, new Uri(v.Proxy)))],
        Concurrency = options.Concurrency,
    };
}
