using System.Collections.Immutable;
using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace TakedownWorker.ContactLookup;

/// <summary>What DNS says of a host and of the domain it stands in.</summary>
internal sealed record HostRecords(
    ImmutableArray<string> CnameChain, ImmutableArray<IPAddress> Addresses, ImmutableArray<string> NameServers,
    ImmutableArray<string> MailServers, string? ZoneContact)
{
    /// <summary>The domain says that it takes no mail (RFC 7505).</summary>
    public bool TakesNoMail => MailServers is ["."] or [""];
}

/// <summary>Questions to the configured name servers, else to the system's.</summary>
internal sealed class DnsLookup(LookupSettings settings)
{
    private const int MostRecords = 16;
    private const int MostChain = 10;

    private readonly Lazy<LookupClient> _client = new(() => new LookupClient(Options(settings)));

    public async Task<HostRecords> HostAsync(string host, string? domain, CancellationToken cancellationToken)
    {
        var four = QueryAsync(host, QueryType.A, cancellationToken);
        var six = QueryAsync(host, QueryType.AAAA, cancellationToken);
        var servers = QueryAsync(domain, QueryType.NS, cancellationToken);
        var mail = QueryAsync(domain, QueryType.MX, cancellationToken);
        var zone = QueryAsync(domain, QueryType.SOA, cancellationToken);
        await Task.WhenAll(four, six, servers, mail, zone);
        var records = (await four).Concat(await six).ToList();
        return new HostRecords(
            Chain(host, records),
            settings.HostMap.TryGetValue(host, out var mapped) ? [mapped] : Addresses(records),
            [.. (await servers).OfType<NsRecord>().Select(n => n.NSDName.Value).Take(MostRecords)],
            [.. (await mail).OfType<MxRecord>().OrderBy(m => m.Preference).Select(m => m.Exchange.Value).Take(MostRecords)],
            (await zone).OfType<SoaRecord>().Select(s => s.RName.Value).FirstOrDefault());
    }

    /// <summary>Of the host map first: it is for tests and only points into networks that are open for them.</summary>
    public async Task<ImmutableArray<IPAddress>> AddressesAsync(string host, CancellationToken cancellationToken)
    {
        if (settings.HostMap.TryGetValue(host, out var mapped))
        {
            return [mapped];
        }

        var four = QueryAsync(host, QueryType.A, cancellationToken);
        var six = QueryAsync(host, QueryType.AAAA, cancellationToken);
        await Task.WhenAll(four, six);
        return Addresses([.. await four, .. await six]);
    }

    /// <summary>Each record's strings joined, as they are meant to be read (RFC 7208 section 3.3 says so for one kind of them).</summary>
    public async Task<ImmutableArray<string>> TextsAsync(string name, CancellationToken cancellationToken) =>
        [.. (await QueryAsync(name, QueryType.TXT, cancellationToken)).OfType<TxtRecord>().Select(t => string.Concat(t.Text)).Take(MostRecords)];

    private async Task<IReadOnlyList<DnsResourceRecord>> QueryAsync(string? name, QueryType type, CancellationToken cancellationToken)
    {
        // Names of servers come from others' answers; the library refuses what is no name by a fault.
        if (name is null || !IsName(name))
        {
            return [];
        }

        var answer = await _client.Value.QueryAsync(name, type, QueryClass.IN, cancellationToken);
        return answer.HasError ? [] : answer.Answers;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= 253 && name.TrimEnd('.').Split('.').All(label => label.Length is > 0 and <= 63);

    private static ImmutableArray<IPAddress> Addresses(IEnumerable<DnsResourceRecord> records) =>
        [.. records.OfType<AddressRecord>().Select(a => a.Address).Distinct().Take(MostRecords)];

    /// <summary>Followed by name: an answer may hold them in any order, and in a circle.</summary>
    private static ImmutableArray<string> Chain(string host, List<DnsResourceRecord> records)
    {
        var aliases = records.OfType<CNameRecord>().GroupBy(c => Bare(c.DomainName.Value), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Bare(g.First().CanonicalName.Value), StringComparer.Ordinal);
        var chain = ImmutableArray.CreateBuilder<string>();
        var name = host;
        while (chain.Count < MostChain && aliases.TryGetValue(name, out var next) && next != host && !chain.Contains(next))
        {
            chain.Add(name = next);
        }

        return chain.ToImmutable();
    }

    private static string Bare(string name) => name.TrimEnd('.').ToLowerInvariant();

    private static LookupClientOptions Options(LookupSettings settings)
    {
        var options = settings.DnsServers.IsEmpty ? new LookupClientOptions() : new LookupClientOptions([.. settings.DnsServers]);
        options.UseCache = false;
        options.ThrowDnsErrors = false;
        options.Retries = 1;
        options.Timeout = settings.Each / 2;
        return options;
    }
}
