using System.Collections.Immutable;
using System.Net;
using System.Numerics;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>How large the network is that a part of an answer describes: of several the narrowest knows its user best.</summary>
internal static class WhoisRange
{
    /// <summary>Number of addresses; a part that names no network comes last.</summary>
    public static BigInteger OfPart(ImmutableArray<WhoisObject> objects, int part) => objects
        .Where(o => o.Part == part)
        .SelectMany(o => o.All("netrange", "inetnum", "inet6num", "cidr", "ipv4address", "ipv6address", "networknumber"))
        .Select(Size)
        .OfType<BigInteger>()
        .DefaultIfEmpty(BigInteger.Pow(2, 200))
        .Min();

    private static BigInteger? Size(string text)
    {
        var ends = text.Split(" - ", StringSplitOptions.TrimEntries);
        if (ends.Length == 2 && IPAddress.TryParse(ends[0], out var first) && IPAddress.TryParse(ends[1].Split(' ')[0], out var last)
            && first.AddressFamily == last.AddressFamily)
        {
            return Number(last) - Number(first) + 1 is { Sign: > 0 } size ? size : null;
        }

        return IPNetwork.TryParse(text.Split(',', ' ')[0], out var network)
            ? BigInteger.Pow(2, (network.BaseAddress.GetAddressBytes().Length * 8) - network.PrefixLength)
            : null;
    }

    private static BigInteger Number(IPAddress address) => new(address.GetAddressBytes(), isUnsigned: true, isBigEndian: true);
}
