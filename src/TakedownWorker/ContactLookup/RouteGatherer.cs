using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Contacts.Sources;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.ContactLookup;

/// <summary>Asks every source about one URL at once, within one time for all. WHOIS is asked where RDAP names no mailbox.</summary>
internal sealed class RouteGatherer(
    ZoneLookup zones, RegistrationLookup registrations, SecurityTxtLookup sites, LookupSettings settings, [FromKeyedServices(Clocks.Machine)] TimeProvider machine)
{
    /// <summary>Addresses of a host that are asked about: they nearly always belong to one network.</summary>
    private const int MostAddresses = 2;

    public bool MayAskAbout(string host) => settings.MayAskAbout(host);

    public async Task<(LookedUp Found, ImmutableArray<SourceNote> Notes)> GatherAsync(
        string url, string host, string? domain, bool askSite, CancellationToken cancellationToken)
    {
        using var timed = new CancellationTokenSource(settings.Total, machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timed.Token, cancellationToken);
        var notes = new SourceNotes(cancellationToken);
        var network = NetworkAsync(host, domain, notes, either.Token);
        var registrar = domain is null ? Task.FromResult(new Registration([], null, null)) : registrations.DomainAsync(domain, notes, either.Token);
        var site = askSite
            ? notes.AskAsync(RouteSource.SecurityTxt, () => sites.SiteAsync(url, host, either.Token))
            : Task.FromResult<SecurityTxt?>(null);
        await Task.WhenAll(network, registrar, site);
        var (seen, records, registration) = await network;
        return (new LookedUp
        {
            Seen = seen with { RegistrarId = (await registrar).RegistrarId },
            Network = registration.Mailboxes,
            NetworkCountry = registration.Country,
            Registrar = (await registrar).Mailboxes,
            Site = await site,
            TakesNoMail = records?.TakesNoMail == true,
        }, notes.All);
    }

    private async Task<(HostSightings Seen, HostRecords? Records, Registration Network)> NetworkAsync(
        string host, string? domain, SourceNotes notes, CancellationToken cancellationToken)
    {
        var literal = IPAddress.TryParse(host.Trim('[', ']'), out var address);
        var records = literal ? null : await notes.AskAsync(RouteSource.Dns, () => zones.HostAsync(host, domain, cancellationToken));
        ImmutableArray<IPAddress> addresses = literal ? [address!] : records?.Addresses ?? [];

        // An address of a private network is registered nowhere.
        var asked = addresses.Where(a => PublicAddressRule.MayFetch(a, settings.AllowedNetworks)).Take(MostAddresses).ToList();
        var origins = Task.WhenAll(asked.Select(a => notes.AskAsync(RouteSource.Dns, () => zones.OriginAsync(a, cancellationToken))));
        var networks = Task.WhenAll(asked.Select(a => registrations.AddressAsync(a, notes, cancellationToken)));
        await Task.WhenAll(origins, networks);
        var seen = new HostSightings
        {
            Host = host,
            CnameChain = records?.CnameChain ?? [],
            Addresses = addresses,
            AsNumbers = [.. (await origins).OfType<OriginAsAnswer>().SelectMany(o => o.Numbers).Distinct()],
            NameServers = records?.NameServers ?? [],
        };
        var all = await networks;
        return (seen, records, new Registration(
            [.. all.SelectMany(n => n.Mailboxes).DistinctBy(m => m.Address)], all.Select(n => n.Country).FirstOrDefault(c => c is not null), null));
    }
}
