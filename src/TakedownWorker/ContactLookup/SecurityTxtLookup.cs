using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TakedownWorker.Core.Contacts.Sources;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;

namespace TakedownWorker.ContactLookup;

/// <summary>security.txt of a site (RFC 9116 section 3): the well-known place, else the old one.</summary>
internal sealed class SecurityTxtLookup(
    LookupHttp http, LookupCache cache, LookupSettings settings, [FromKeyedServices(Clocks.Domain)] TimeProvider domain)
{
    private const int MostBytes = 32 * 1024;
    private const int MostHops = 3;

    private static readonly string[] Places = ["/.well-known/security.txt", "/security.txt"];

    /// <param name="url">The reported address: its scheme and port count only inside networks that are open for tests, else https.</param>
    public async Task<SourceAnswer<SecurityTxt>> SiteAsync(string url, string host, CancellationToken cancellationToken) =>
        await cache.GetAsync<SecurityTxt>("security.txt", host, token => AskAsync(OriginOf(url, host), token), cancellationToken);

    private async Task<SourceAnswer<SecurityTxt>> AskAsync(Uri origin, CancellationToken cancellationToken)
    {
        var note = "has none";
        foreach (var place in Places)
        {
            var (text, fault) = await GetAsync(new Uri(origin, place), cancellationToken);
            if (text is null)
            {
                note = fault ?? note;
                continue;
            }

            var read = SecurityTxt.Read(text, Instant.FromDateTimeOffset(domain.GetUtcNow()));
            if (read.Usable)
            {
                return SourceAnswer<SecurityTxt>.Of(read);
            }

            note = read.Faults.Contains(SecurityTxt.Expired) ? "is expired" : "names no route";
        }

        return SourceAnswer<SecurityTxt>.Nothing(note);
    }

    /// <summary>Another host's file says nothing about this one, so only redirects within the host are followed.</summary>
    private async Task<(string? Text, string? Fault)> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop < MostHops; hop++)
        {
            var reply = await http.GetAsync(address, "text/plain", MostBytes, cancellationToken);
            if (reply.Location is { } next)
            {
                if (next.Host != address.Host || next.Scheme != address.Scheme)
                {
                    return (null, "leads to another host");
                }

                address = next;
                continue;
            }

            return reply.Status != 200 ? (null, null)
                : reply.Body is null ? (null, RdapReader.TooLarge)
                : reply.Type is not null && reply.Type != "text/plain" ? (null, "is no plain text")
                : (Encoding.UTF8.GetString(reply.Body), null);
        }

        return (null, "too many redirects");
    }

    private Uri OriginOf(string url, string host) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && settings.HostMap.TryGetValue(host, out var mapped) && PublicAddressRule.IsInside(mapped, settings.AllowedNetworks)
            ? new Uri(uri.GetLeftPart(UriPartial.Authority))
            : new Uri("https://" + host);
}
