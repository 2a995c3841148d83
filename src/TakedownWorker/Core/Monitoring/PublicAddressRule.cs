using System.Net;
using System.Net.Sockets;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Which addresses may be fetched: public ones, and those inside networks that the configuration opens for tests.
/// The list follows the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates).
/// </summary>
internal static class PublicAddressRule
{
    public static readonly RuleId Id = new("MON-10");

    private static readonly IPNetwork[] NotPublic = Networks(
        "0.0.0.0/8", // this network
        "10.0.0.0/8", // private
        "100.64.0.0/10", // carrier-grade NAT
        "127.0.0.0/8", // loopback
        "169.254.0.0/16", // link-local, cloud metadata
        "172.16.0.0/12", // private
        "192.0.0.0/24", // protocol assignments
        "192.0.2.0/24", // documentation
        "192.31.196.0/24", // AS112
        "192.52.193.0/24", // AMT
        "192.88.99.0/24", // 6to4 relays, deprecated
        "192.168.0.0/16", // private
        "192.175.48.0/24", // AS112
        "198.18.0.0/15", // benchmarking
        "198.51.100.0/24", // documentation
        "203.0.113.0/24", // documentation
        "224.0.0.0/4", // multicast
        "240.0.0.0/4", // reserved, broadcast
        "2001::/23", // protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32", // documentation
        "2002::/16", // 6to4: carries any IPv4 address
        "2620:4f:8000::/48", // AS112
        "3fff::/20"); // documentation

    /// <summary>
    /// Outside of it nothing in IPv6 is globally routable: loopback, IPv4-compatible, NAT64 (64:ff9b::/96 and /48),
    /// discard-only, segment routing, unique local, link-local, site-local and multicast all fall here.
    /// </summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <param name="address">The very address that a socket would connect to.</param>
    /// <param name="allowed">Networks opened by configuration; an IPv4-mapped address is compared as IPv4.</param>
    public static bool MayFetch(IPAddress address, IReadOnlyList<IPNetwork> allowed) =>
        IsInside(address, allowed) || IsPublic(address);

    /// <summary>Whether a configured network holds the address; there any port may be fetched.</summary>
    public static bool IsInside(IPAddress address, IReadOnlyList<IPNetwork> networks)
    {
        var plain = Unwrap(address);
        foreach (var network in networks)
        {
            if (network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPublic(IPAddress address)
    {
        var plain = Unwrap(address);
        return plain.AddressFamily switch
        {
            AddressFamily.InterNetwork => !IsInside(plain, NotPublic),
            AddressFamily.InterNetworkV6 => plain.ScopeId == 0 && GlobalUnicast.Contains(plain)
                && !IsInside(plain, NotPublic) && !IsIsatap(plain),
            _ => false,
        };
    }

    private static IPAddress Unwrap(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>An ISATAP interface identifier (RFC 5214 section 6.1) ends in an IPv4 address of its own.</summary>
    private static bool IsIsatap(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return (bytes[8] & 0xFC) == 0 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE;
    }

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(IPNetwork.Parse)];
}
