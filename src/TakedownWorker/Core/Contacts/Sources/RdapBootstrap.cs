using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>Which registration data server answers for a domain, an address, an autonomous system or a handle (RFC 9224, RFC 8521).</summary>
internal sealed class RdapBootstrap
{
    private readonly FrozenDictionary<string, ImmutableArray<string>> _domains;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _tags;
    private readonly ImmutableArray<(IPNetwork Network, ImmutableArray<string> Bases)> _networks;
    private readonly ImmutableArray<(long First, long Last, ImmutableArray<string> Bases)> _numbers;

    public RdapBootstrap(RdapServices domains, RdapServices networks4, RdapServices networks6, RdapServices numbers, RdapServices tags)
    {
        _domains = ByName(domains, n => n.Trim('.').ToLowerInvariant());
        _tags = ByName(tags, n => n.ToUpperInvariant());
        _networks =
        [
            .. Flat(networks4).Concat(Flat(networks6))
                .Where(e => IPNetwork.TryParse(e.Entry, out _))
                .Select(e => (IPNetwork.Parse(e.Entry), e.Bases))
                .OrderByDescending(e => e.Item1.PrefixLength),
        ];
        _numbers = [.. Flat(numbers).Select(e => (Range: RangeOf(e.Entry), e.Bases)).Where(e => e.Range is not null).Select(e => (e.Range!.Value.First, e.Range.Value.Last, e.Bases))];
    }

    /// <summary>Bases for a domain by its longest listed ending, whole labels; https first. Empty: nobody is known.</summary>
    public ImmutableArray<string> ForDomain(string domain)
    {
        var name = domain.Trim('.').ToLowerInvariant();
        while (true)
        {
            if (_domains.TryGetValue(name, out var bases))
            {
                return bases;
            }

            if (name.Length == 0)
            {
                return [];
            }

            var dot = name.IndexOf('.', StringComparison.Ordinal);
            name = dot < 0 ? "" : name[(dot + 1)..];
        }
    }

    /// <summary>By the longest prefix that holds the address.</summary>
    public ImmutableArray<string> ForAddress(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var (network, bases) in _networks)
        {
            if (network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain))
            {
                return bases;
            }
        }

        return [];
    }

    public ImmutableArray<string> ForAsNumber(long number) =>
        _numbers.Where(n => n.First <= number && number <= n.Last).OrderBy(n => n.Last - n.First).Select(n => n.Bases).FirstOrDefault([]);

    /// <summary>By what stands behind the last hyphen of an entity's handle.</summary>
    public ImmutableArray<string> ForHandle(string handle) =>
        _tags.TryGetValue(handle[(handle.LastIndexOf('-') + 1)..].ToUpperInvariant(), out var bases) ? bases : [];

    private static FrozenDictionary<string, ImmutableArray<string>> ByName(RdapServices file, Func<string, string> key) => Flat(file)
        .GroupBy(e => key(e.Entry), StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.First().Bases, StringComparer.Ordinal);

    private static IEnumerable<(string Entry, ImmutableArray<string> Bases)> Flat(RdapServices file) =>
        file.Services.SelectMany(s => s.Entries.Select(e => (e, s.Bases)));

    /// <summary><c>64496-64511</c> or a single number (RFC 9224 section 5.3).</summary>
    private static (long First, long Last)? RangeOf(string entry)
    {
        var ends = entry.Split('-');
        return ends.Length is 1 or 2 && uint.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && uint.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && first <= last
            ? (first, last) : null;
    }
}
