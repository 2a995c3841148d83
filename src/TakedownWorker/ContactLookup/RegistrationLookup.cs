using System.Collections.Immutable;
using System.Net;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Contacts.Sources;

namespace TakedownWorker.ContactLookup;

/// <summary>Who is registered for an address or a domain, in mailboxes for abuse.</summary>
internal sealed record Registration(ImmutableArray<FoundMailbox> Mailboxes, string? Country, long? RegistrarId);

/// <summary>RDAP first; where it names no mailbox, the zone of abuse contacts, WHOIS and at last the remarks.</summary>
internal sealed class RegistrationLookup(RdapLookup rdap, WhoisLookup whois, ZoneLookup zones)
{
    private const string ByRemark = "Named by a remark of the registration.";
    private const string ByZone = "From a public zone of abuse contacts.";

    public async Task<Registration> AddressAsync(IPAddress address, SourceNotes notes, CancellationToken cancellationToken)
    {
        var data = await notes.AskAsync(RouteSource.RdapIp, () => rdap.AddressAsync(address, cancellationToken));
        if (data is { AbuseEmails.IsEmpty: false })
        {
            return new Registration([.. data.AbuseEmails.Select(e => new FoundMailbox(e, RouteSource.RdapIp, null))], data.Country, null);
        }

        var text = notes.AskAsync(RouteSource.Whois, () => whois.AddressAsync(address, cancellationToken));
        var zone = notes.AskAsync(RouteSource.Dns, () => zones.AbuseAsync(address, cancellationToken));
        await Task.WhenAll(text, zone);
        var (said, listed) = (await text, await zone);
        return new Registration(
        [
            .. (said?.AbuseEmails ?? []).Take(said?.FromFields ?? 0).Select(e => new FoundMailbox(e, RouteSource.Whois, null)),
            .. (listed?.Addresses ?? []).Select(e => new FoundMailbox(e, RouteSource.Dns, ByZone)),
            .. (data?.RemarkEmails ?? []).Select(e => new FoundMailbox(e, RouteSource.RdapIp, ByRemark)),
            .. (said?.AbuseEmails ?? []).Skip(said?.FromFields ?? 0).Select(e => new FoundMailbox(e, RouteSource.Whois, ByRemark)),
        ], data?.Country ?? said?.Country, null);
    }

    public async Task<Registration> DomainAsync(string domain, SourceNotes notes, CancellationToken cancellationToken)
    {
        var data = await notes.AskAsync(RouteSource.RdapDomain, () => rdap.DomainAsync(domain, cancellationToken));
        if (data is { AbuseEmails.IsEmpty: false })
        {
            return new Registration([.. data.AbuseEmails.Select(e => new FoundMailbox(e, RouteSource.RdapDomain, data.RegistrarName))], null, data.RegistrarId);
        }

        var text = await notes.AskAsync(RouteSource.Whois, () => whois.DomainAsync(domain, cancellationToken));
        return new Registration(
            [.. (text?.AbuseEmails ?? []).Take(text?.FromFields ?? 0).Select(e => new FoundMailbox(e, RouteSource.Whois, text!.Registrar))],
            null, data?.RegistrarId ?? text?.RegistrarId);
    }
}
