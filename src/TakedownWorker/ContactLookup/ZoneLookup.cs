using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using TakedownWorker.Core.Contacts.Sources;

namespace TakedownWorker.ContactLookup;

/// <summary>Facts about hosts and addresses that DNS answers, kept for a time.</summary>
internal sealed class ZoneLookup(DnsLookup dns, LookupCache cache, LookupSettings settings)
{
    public Task<SourceAnswer<HostRecords>> HostAsync(string host, string? domain, CancellationToken cancellationToken) =>
        cache.GetAsync<HostRecords>("dns", host, async token => SourceAnswer<HostRecords>.Of(await dns.HostAsync(host, domain, token)), cancellationToken);

    /// <summary>Which autonomous systems announce the address.</summary>
    public async Task<SourceAnswer<OriginAsAnswer>> OriginAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var zone = address.AddressFamily == AddressFamily.InterNetworkV6 && settings.OriginZone.StartsWith("origin.", StringComparison.Ordinal)
            ? "origin6." + settings.OriginZone["origin.".Length..]
            : settings.OriginZone;
        return zone.Length == 0
            ? SourceAnswer<OriginAsAnswer>.Nothing("not asked")
            : await cache.GetAsync<OriginAsAnswer>("origin", address.ToString(), async token =>
                (await TextsAsync(address, zone, token)).Select(OriginAsAnswer.Read).OfType<OriginAsAnswer>().OrderByDescending(o => o.Prefix.PrefixLength).FirstOrDefault() is { } origin
                    ? SourceAnswer<OriginAsAnswer>.Of(origin)
                    : SourceAnswer<OriginAsAnswer>.Nothing("no origin"), cancellationToken);
    }

    /// <summary>Mailboxes that the zone for abuse contacts lists.</summary>
    public async Task<SourceAnswer<MailboxReading>> AbuseAsync(IPAddress address, CancellationToken cancellationToken) =>
        settings.AbuseZone.Length == 0
            ? SourceAnswer<MailboxReading>.Nothing("not asked")
            : await cache.GetAsync<MailboxReading>("abuse-zone", address.ToString(), async token =>
                SourceAnswer<MailboxReading>.Of(AbuseZoneAnswer.Read(await TextsAsync(address, settings.AbuseZone, token))), cancellationToken);

    private Task<ImmutableArray<string>> TextsAsync(IPAddress address, string zone, CancellationToken cancellationToken) =>
        dns.TextsAsync(OriginAsAnswer.Reversed(address) + "." + zone, cancellationToken);
}
