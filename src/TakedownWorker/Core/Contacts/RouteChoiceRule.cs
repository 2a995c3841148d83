using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts;

/// <summary>
/// CON-01: what the directory knows of a host comes first; CON-02: where it knows no site operator, <c>abuse@</c> the
/// registrable domain is a guess that needs approval (RFC 2142, DESIGN 4.5); CON-03: bystanders are never written to;
/// CON-04: a CDN in front hides the host, so it is asked and no host is claimed; CON-05: a site dedicated to such
/// material is nobody to ask: its registrar and host are.
/// </summary>
internal static class RouteChoiceRule
{
    public static readonly RuleId FromDirectory = new("CON-01");
    public static readonly RuleId Guess = new("CON-02");
    public static readonly RuleId NeverABystander = new("CON-03");
    public static readonly RuleId BehindACdn = new("CON-04");
    public static readonly RuleId DedicatedSite = new("CON-05");

    /// <summary>Parties and routes of an address, in the order in which they are used. Empty: nobody is known.</summary>
    public static ImmutableArray<Route> Choose(string url, ImmutableArray<Provider> directory, PublicSuffixes suffixes) =>
        HostName.Of(url) is { } host ? Choose(new HostSightings { Host = host }, directory, suffixes) : [];

    /// <summary>
    /// The same with what look-ups saw: hosting providers and CDNs by CNAME, address and autonomous system; the registrar
    /// of a dedicated site. Ordered by role, then trust, then the directory's preference; one address once.
    /// </summary>
    public static ImmutableArray<Route> Choose(HostSightings seen, ImmutableArray<Provider> directory, PublicSuffixes suffixes)
    {
        var served = ProviderMatch.ByHost(directory, seen.Host);
        if (served.Any(p => p.Bystander))
        {
            return [];
        }

        var dedicated = served.Any(p => p.Dedicated);
        var carriers = NetworkParties.Of(seen, directory);
        var operatorKnown = served.Any(p => RoleAt(p) is PartyRole.SiteOperator or PartyRole.SearchEngine)
            || carriers.Any(c => c.Provider.Role == PartyRole.SiteOperator);
        IEnumerable<Route> routes =
        [
            .. operatorKnown || dedicated ? [] : Guessed(seen.Host, suffixes, served),
            .. served.SelectMany(p => p.Routes.Select(r => FromProvider(p, r) with { Role = RoleAt(p) })),
            .. carriers.SelectMany(c => c.Provider.Routes.Select(r => Told(FromProvider(c.Provider, r), c.Remark))),
            .. dedicated && seen.RegistrarId is { } id ? OfRegistrar(directory, id).Select(r => r with { ForDedicatedSite = true }) : [],
        ];
        return
        [
            .. routes
                .Where(r => !(dedicated && r.Role == PartyRole.SiteOperator) && !IsBystander(r.Address, directory))
                .OrderBy(r => r.Role)
                .ThenBy(r => r.Trust)
                .DistinctBy(r => r.Key),
        ];
    }

    /// <summary>
    /// Search engines and web archives, which hide a page and never remove it: parties of every URL. Apart from
    /// <see cref="Choose(HostSightings, ImmutableArray{Provider}, PublicSuffixes)"/>, because only a policy decides
    /// whether they are written to.
    /// </summary>
    public static ImmutableArray<Route> Everywhere(ImmutableArray<Provider> directory) =>
        [.. ProviderMatch.Everywhere(directory).SelectMany(p => p.Routes.Select(r => FromProvider(p, r))).OrderBy(r => r.Role)];

    /// <summary>The registrar with this IANA id. Written to only where the site is dedicated or a court has spoken (DESIGN 4.5).</summary>
    public static ImmutableArray<Route> OfRegistrar(ImmutableArray<Provider> directory, long id) =>
        [.. ProviderMatch.ByRegistrarId(directory, id).Where(p => !p.Bystander).SelectMany(p => p.Routes.Select(r => FromProvider(p, r)))];

    /// <summary>Null when a route can be written to; else what is wrong with it.</summary>
    public static string? AddressFault(Channel channel, string address) => channel switch
    {
        Channel.Email when !IsMailbox(address) => "must be one bare e-mail address, such as abuse@example.com",
        Channel.Form or Channel.Api when HostName.Of(address) is null || address.Contains('@', StringComparison.Ordinal)
            => "must be the address of a page, beginning with https://",
        _ => null,
    };

    /// <summary>Of a copy that stands in an archive, the archive is the site's operator.</summary>
    private static PartyRole RoleAt(Provider provider) => provider.Role == PartyRole.Archive ? PartyRole.SiteOperator : provider.Role;

    private static Route Told(Route route, Remark remark) => route with
    {
        Note = remark.Text is null ? route.Note : route.Note is null ? remark.Text : $"{route.Note} {remark.Text}",
        Trust = remark.Unsure ? RouteTrust.Guessed : route.Trust,
    };

    private static Route FromProvider(Provider provider, ProviderRoute route) => new()
    {
        Role = provider.Role,
        Party = provider.Id,
        Channel = route.Channel,
        Address = route.Address,
        Source = RouteSource.Directory,
        Trust = route.Trust,
        Languages = provider.Languages,
        Jurisdiction = provider.Jurisdiction,
        Note = route.Note,
        Bases = provider.Bases,
        OwnProcess = route.OwnProcess,
        RemindersWelcome = provider.RemindersWelcome,
        Forwards = provider.Forwards,
    };

    /// <summary>Not where the domain is the provider's own, as google.com is of sites.google.com: that mailbox is not the site's.</summary>
    private static ImmutableArray<Route> Guessed(string host, PublicSuffixes suffixes, ImmutableArray<Provider> served) =>
        suffixes.RegistrableDomain(host) is not { } domain
        || served.Any(p => p.Domains.Any(d => d == domain || d.EndsWith("." + domain, StringComparison.Ordinal)))
            ? []
            :
            [
                new Route
                {
                    Role = PartyRole.SiteOperator,
                    Party = domain,
                    Channel = Channel.Email,
                    Address = "abuse@" + domain,
                    Source = RouteSource.Rfc2142,
                    Trust = RouteTrust.Guessed,
                    Note = "Guessed from the domain; nobody has said that this mailbox exists.",
                },
            ];

    /// <summary>The address belongs to somebody who can do nothing about the material and is never written to.</summary>
    public static bool IsBystander(string address, ImmutableArray<Provider> directory) =>
        address.Contains('@', StringComparison.Ordinal)
            ? ProviderMatch.IsBystanderMailbox(directory, address)
            : HostName.Of(address) is { } host && ProviderMatch.IsBystanderHost(directory, host);

    private static bool IsMailbox(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at > 0
            && at == address.LastIndexOf('@')
            && address[..at].All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~.".Contains(c, StringComparison.Ordinal))
            && address[(at + 1)..] is var domain
            && domain.Contains('.', StringComparison.Ordinal)
            && string.Equals(HostName.Normalise(domain), domain, StringComparison.OrdinalIgnoreCase)
            && !HostName.IsIpAddress(domain);
    }
}
