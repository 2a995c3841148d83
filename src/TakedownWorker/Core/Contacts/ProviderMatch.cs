using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace TakedownWorker.Core.Contacts;

/// <summary>Whose is it? Pure questions to the provider directory; none of them decides whether anybody is written to.</summary>
internal static class ProviderMatch
{
    /// <summary>
    /// Providers that serve a host by name. Of one role the most exact domain wins over a shorter one: sites.example.com
    /// over example.com. A bystander or search engine that is matched most exactly of all stands alone; matched less
    /// exactly it is left out.
    /// </summary>
    public static ImmutableArray<Provider> ByHost(ImmutableArray<Provider> directory, string host)
    {
        var found = Exact(directory, host, p => p.Domains).ToList();
        var longest = found.Count == 0 ? 0 : found.Max(f => f.Length);
        var aside = found.Where(f => IsAside(f.Provider) && f.Length == longest).Select(f => f.Provider).ToImmutableArray();
        return aside.IsEmpty ? MostExact(found.Where(f => !IsAside(f.Provider))) : aside;
    }

    /// <summary>Providers that one of these CNAME targets belongs to, each target by its most exact suffix of a role.</summary>
    public static ImmutableArray<Provider> ByCname(ImmutableArray<Provider> directory, ImmutableArray<string> chain) =>
        [.. chain.SelectMany(name => MostExact(Exact(directory, name, p => p.Cnames))).Distinct()];

    public static ImmutableArray<Provider> ByNameServer(ImmutableArray<Provider> directory, ImmutableArray<string> nameServers) =>
        [.. nameServers.SelectMany(name => MostExact(Exact(directory, name, p => p.NameServers))).Distinct()];

    /// <summary>Providers of the narrowest network that holds the address; an IPv4 address inside IPv6 counts as IPv4.</summary>
    public static ImmutableArray<Provider> ByAddress(ImmutableArray<Provider> directory, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var found = directory
            .SelectMany(p => p.Networks.Where(n => Holds(n, plain)).Select(n => (Provider: p, n.PrefixLength)))
            .ToList();
        return found.Count == 0
            ? []
            : [.. found.Where(f => f.PrefixLength == found.Max(x => x.PrefixLength)).Select(f => f.Provider).Distinct()];
    }

    public static ImmutableArray<Provider> ByAsNumber(ImmutableArray<Provider> directory, long number) =>
        [.. directory.Where(p => p.AsNumbers.Contains(number))];

    /// <summary>The registrar with this IANA id.</summary>
    public static ImmutableArray<Provider> ByRegistrarId(ImmutableArray<Provider> directory, long id) =>
        [.. directory.Where(p => p.RegistrarIds.Contains(id))];

    /// <summary>Providers that publish this very mailbox: what RDAP or WHOIS names may be better known here.</summary>
    public static ImmutableArray<Provider> ByMailbox(ImmutableArray<Provider> directory, string address) =>
        [.. directory.Where(p => p.Routes.Any(r => r.Channel == Channel.Email && Same(r.Address, address)))];

    /// <summary>Search engines and web archives: parties of every URL.</summary>
    public static ImmutableArray<Provider> Everywhere(ImmutableArray<Provider> directory) =>
        [.. directory.Where(p => p.Everywhere && !p.Bystander)];

    /// <summary>The mailbox is one that a bystander answers, or stands in a bystander's domain and in no other's more exact one.</summary>
    public static bool IsBystanderMailbox(ImmutableArray<Provider> directory, string address)
    {
        var at = address.LastIndexOf('@');
        return directory.Any(p => p.Bystander && p.Mailboxes.Any(m => m.EndsWith('@') ? Same(m, address[..(at + 1)]) : Same(m, address)))
            || IsBystanderHost(directory, address[(at + 1)..]);
    }

    public static bool IsBystanderHost(ImmutableArray<Provider> directory, string host) =>
        ByHost(directory, host).Any(p => p.Bystander);

    /// <summary>To be neither asked as operator nor as host of what is found at its domains.</summary>
    private static bool IsAside(Provider provider) => provider.Bystander || provider.Role == PartyRole.SearchEngine;

    private static IEnumerable<(Provider Provider, int Length)> Exact(
        ImmutableArray<Provider> directory, string name, Func<Provider, ImmutableArray<string>> suffixes) =>
        HostName.Normalise(name) is not { } host
            ? []
            : from provider in directory
              let length = suffixes(provider).Where(s => IsBelow(host, s)).Select(s => s.Length).DefaultIfEmpty(0).Max()
              where length > 0
              select (provider, length);

    private static ImmutableArray<Provider> MostExact(IEnumerable<(Provider Provider, int Length)> found) =>
    [
        .. found
            .GroupBy(f => f.Provider.Role)
            .SelectMany(role => role.Where(f => f.Length == role.Max(x => x.Length)))
            .Select(f => f.Provider),
    ];

    private static bool IsBelow(string host, string suffix) =>
        host.EndsWith(suffix, StringComparison.Ordinal)
        && (host.Length == suffix.Length || host[host.Length - suffix.Length - 1] == '.');

    private static bool Holds(IPNetwork network, IPAddress address) =>
        network.BaseAddress.AddressFamily == address.AddressFamily
        && address.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
        && network.Contains(address);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
