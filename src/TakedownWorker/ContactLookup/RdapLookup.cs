using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using TakedownWorker.Core.Contacts.Sources;

namespace TakedownWorker.ContactLookup;

/// <summary>Registration data over HTTP (RFC 7480): from the server that the bootstrap files name, through its redirects and referrals.</summary>
internal sealed class RdapLookup(LookupHttp http, LookupCache cache, RdapBootstrapFiles files)
{
    private const string Accept = "application/rdap+json, application/json;q=0.8";
    private const int MostHops = 4;

    public Task<SourceAnswer<RdapAnswer>> AddressAsync(IPAddress address, CancellationToken cancellationToken) =>
        AskAsync("ip/" + address, files.Value.ForAddress(address), follow: false, cancellationToken);

    /// <summary>The registry's answer, and the registrar's where only that names a mailbox.</summary>
    public Task<SourceAnswer<RdapAnswer>> DomainAsync(string domain, CancellationToken cancellationToken) =>
        AskAsync("domain/" + domain, files.Value.ForDomain(domain), follow: true, cancellationToken);

    public Task<SourceAnswer<RdapAnswer>> AsNumberAsync(long number, CancellationToken cancellationToken) =>
        AskAsync("autnum/" + number.ToString(CultureInfo.InvariantCulture), files.Value.ForAsNumber(number), follow: false, cancellationToken);

    private async Task<SourceAnswer<RdapAnswer>> AskAsync(string question, ImmutableArray<string> bases, bool follow, CancellationToken cancellationToken) =>
        bases.IsEmpty
            ? SourceAnswer<RdapAnswer>.Nothing("no server is known")
            : await cache.GetAsync<RdapAnswer>("rdap", question, async token =>
            {
                var visited = new HashSet<string>(StringComparer.Ordinal);
                var first = await GetAsync(new Uri(bases[0] + question), visited, token);
                return follow && first.Value is { AbuseEmails.IsEmpty: true, Referrals: [var referral, ..] } registry && Uri.TryCreate(referral, UriKind.Absolute, out var registrar)
                    ? await MergedAsync(registry, registrar, visited, token)
                    : first;
            }, cancellationToken);

    private async Task<SourceAnswer<RdapAnswer>> MergedAsync(RdapAnswer registry, Uri referral, HashSet<string> visited, CancellationToken cancellationToken)
    {
        SourceAnswer<RdapAnswer> second;
        try
        {
            second = await GetAsync(referral, visited, cancellationToken);
        }
        catch (Exception e) when (LookupFailures.NoteOf(e) is not null)
        {
            // What the registry said stands without the registrar.
            second = SourceAnswer<RdapAnswer>.Nothing(LookupFailures.NoteOf(e)!);
        }

        return SourceAnswer<RdapAnswer>.Of(second.Value is { } registrar
            ? registry with
            {
                AbuseEmails = registrar.AbuseEmails,
                RegistrarId = registry.RegistrarId ?? registrar.RegistrarId,
                RegistrarName = registry.RegistrarName ?? registrar.RegistrarName,
                Notes = [.. registry.Notes.Union(registrar.Notes)],
            }
            : registry with { Notes = registry.Notes.Add("referral: " + second.Note) });
    }

    private async Task<SourceAnswer<RdapAnswer>> GetAsync(Uri address, HashSet<string> visited, CancellationToken cancellationToken)
    {
        for (var hop = 0; hop < MostHops; hop++)
        {
            if (!visited.Add(address.AbsoluteUri))
            {
                return SourceAnswer<RdapAnswer>.Nothing("referrals in a circle");
            }

            var reply = await http.GetAsync(address, Accept, RdapReader.MostBytes, cancellationToken);
            if (reply.Location is not { } next)
            {
                return Of(reply);
            }

            if (next.Scheme is not ("http" or "https") || (address.Scheme == "https" && next.Scheme == "http"))
            {
                return SourceAnswer<RdapAnswer>.Nothing("a referral to an unprotected place");
            }

            address = next;
        }

        return SourceAnswer<RdapAnswer>.Nothing("too many referrals");
    }

    private static SourceAnswer<RdapAnswer> Of(HttpReply reply)
    {
        if (reply.Status != 200 || reply.Body is null)
        {
            return SourceAnswer<RdapAnswer>.Nothing(reply.Status switch
            {
                200 => RdapReader.TooLarge,
                404 => "not registered there",
                429 => "asked too often",
                _ => string.Create(CultureInfo.InvariantCulture, $"status {reply.Status}"),
            });
        }

        var read = RdapReader.Read(reply.Body);
        return read.ErrorCode is { } code ? SourceAnswer<RdapAnswer>.Nothing(string.Create(CultureInfo.InvariantCulture, $"status {code}"))
            : read.ObjectClass is null ? SourceAnswer<RdapAnswer>.Nothing(read.Notes.FirstOrDefault(RdapReader.NotRdap))
            : SourceAnswer<RdapAnswer>.Of(read);
    }
}
