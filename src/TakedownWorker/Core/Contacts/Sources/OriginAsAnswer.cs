using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>
/// Which autonomous systems announce an address, as Team Cymru's zone answers: <c>AS AS... | prefix | country | registry | date</c>.
/// </summary>
/// <param name="Numbers">More than one where several announce the prefix.</param>
/// <param name="Country">Of the registration, ISO 3166; null: not given.</param>
internal sealed record OriginAsAnswer(ImmutableArray<long> Numbers, IPNetwork Prefix, string? Country, string Registry)
{
    private static readonly string[] Registries = ["arin", "ripencc", "apnic", "lacnic", "afrinic"];

    /// <summary>Null for what has not exactly this form.</summary>
    public static OriginAsAnswer? Read(string txt)
    {
        var fields = Fields(txt);
        return fields.Length == 5 ? Of(fields[0], fields[1], fields[2], fields[3]) : null;
    }

    /// <summary>The same from the service on port 43, which adds the address and the name: seven fields.</summary>
    public static OriginAsAnswer? ReadWhois(string line)
    {
        var fields = Fields(line);
        return fields.Length == 7 && IPAddress.TryParse(fields[1], out _) ? Of(fields[0], fields[2], fields[3], fields[4]) : null;
    }

    /// <summary>Name of an autonomous system: <c>AS | country | registry | date | name</c>; null for another form.</summary>
    public static string? ReadName(string txt)
    {
        var fields = Fields(txt);
        return fields.Length == 5 && Numbered(fields[0]).Length == 1 && Registries.Contains(fields[2]) && fields[4].Length > 0 ? fields[4] : null;
    }

    /// <summary>Labels of an address from its end, as DNS asks for them (RFC 1035 section 3.5, RFC 3596 section 2.5), without a zone.</summary>
    public static string Reversed(IPAddress address)
    {
        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes().Reverse();
        return bytes is var b && address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6
            ? string.Join('.', b.SelectMany(x => new[] { x & 15, x >> 4 }).Select(n => n.ToString("x", CultureInfo.InvariantCulture)))
            : string.Join('.', b.Select(x => x.ToString(CultureInfo.InvariantCulture)));
    }

    private static OriginAsAnswer? Of(string numbers, string prefix, string country, string registry) =>
        Numbered(numbers) is { IsEmpty: false } all && IPNetwork.TryParse(prefix, out var network) && Registries.Contains(registry)
            ? new OriginAsAnswer(all, network, country.Length == 2 && country.All(char.IsAsciiLetter) ? country.ToUpperInvariant() : null, registry)
            : null;

    private static string[] Fields(string text) => [.. text.Trim().Trim('"').Split('|').Select(f => f.Trim())];

    private static ImmutableArray<long> Numbered(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is > 0 and <= 20 && parts.All(p => uint.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0)
            ? [.. parts.Select(p => long.Parse(p, CultureInfo.InvariantCulture)).Distinct()]
            : [];
    }
}
