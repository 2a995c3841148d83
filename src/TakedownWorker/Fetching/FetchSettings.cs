using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using NodaTime;

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

    /// <summary>Looks under way at once.</summary>
    public int Concurrency { get; init; } = 16;

    /// <summary>From the texts of <c>Takedown:Monitoring</c>, which its options have checked already.</summary>
    /// <param name="allowedPrivateNetworks">CIDR networks.</param>
    /// <param name="hostMap">Name to address; names are compared without regard to case.</param>
    /// <param name="controlUrls">Addresses that answer whenever this machine's own connection works.</param>
    /// <param name="perHostGap">A period without months and years.</param>
    /// <param name="concurrency">At least 1.</param>
    public static FetchSettings From(
        IEnumerable<string> allowedPrivateNetworks,
        IEnumerable<KeyValuePair<string, string>> hostMap,
        IEnumerable<string> controlUrls,
        Period perHostGap,
        int concurrency) => new()
    {
        AllowedNetworks = [.. allowedPrivateNetworks.Select(IPNetwork.Parse)],
        HostMap = hostMap.ToFrozenDictionary(
            entry => entry.Key.ToLowerInvariant(), entry => IPAddress.Parse(entry.Value), StringComparer.Ordinal),
        ControlUrls = [.. controlUrls],
        PerHostGap = perHostGap.ToDuration().ToTimeSpan(),
        Concurrency = concurrency,
    };
}
