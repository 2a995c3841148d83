using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts;

/// <summary>How sure a party is, and what a reader must know of how it was found.</summary>
internal readonly record struct Remark(string? Text, bool Unsure);

/// <summary>
/// Who carries the page, seen from the network. A CDN in front hides the host: then an autonomous system or a
/// name server proves nothing of the host, and only a CNAME or an address outside the CDN's own networks names it.
/// </summary>
internal static class NetworkParties
{
    private static readonly Remark InFront = new("Stands in front of the site: ask it which host is behind.", Unsure: false);
    private static readonly Remark Certain = new(null, Unsure: false);
    private static readonly Remark ByName = new("Found by its name servers only; it may not host the page.", Unsure: true);

    public static ImmutableArray<(Provider Provider, Remark Remark)> Of(HostSightings seen, ImmutableArray<Provider> directory)
    {
        var named = ProviderMatch.ByCname(directory, seen.CnameChain);
        var addressed = seen.Addresses.SelectMany(a => ProviderMatch.ByAddress(directory, a)).Distinct().ToImmutableArray();
        var routed = seen.AsNumbers.SelectMany(n => ProviderMatch.ByAsNumber(directory, n)).Distinct().ToImmutableArray();
        var fronts = ProviderMatch.ByHost(directory, seen.Host).Concat(named).Concat(addressed).Concat(routed)
            .Where(p => p.Role == PartyRole.Cdn).Distinct().ToImmutableArray();

        var hosts = Hosts(named.Concat(addressed).Concat(fronts.IsEmpty ? routed : []));
        var guessed = hosts.IsEmpty && fronts.IsEmpty
            ? Hosts(ProviderMatch.ByNameServer(directory, seen.NameServers).Where(p => p.Kind == ProviderKind.SharedHost))
            : [];
        return
        [
            .. hosts.Select(p => (p, Certain)),
            .. guessed.Select(p => (p, ByName)),
            .. fronts.Where(p => !p.Bystander).Select(p => (p, InFront)),
        ];
    }

    /// <summary>A platform that a CNAME leads to is the operator's service, so it counts; registrars and bystanders do not.</summary>
    private static ImmutableArray<Provider> Hosts(IEnumerable<Provider> found) =>
    [
        .. found
            .Where(p => !p.Bystander && (p.Role is PartyRole.HostingProvider or PartyRole.SiteOperator))
            .Distinct(),
    ];
}
