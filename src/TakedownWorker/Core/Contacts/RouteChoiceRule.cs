using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts;

/// <summary>
/// CON-01: what the directory knows of a host comes first; CON-02: where it knows no site operator, <c>abuse@</c> the
/// registrable domain is a guess that needs approval (RFC 2142, DESIGN 4.5); CON-03: bystanders are never written to.
/// </summary>
internal static class RouteChoiceRule
{
    public static readonly RuleId FromDirectory = new("CON-01");
    public static readonly RuleId Guess = new("CON-02");
    public static readonly RuleId NeverABystander = new("CON-03");

    /// <summary>Parties and routes of an address, in the order in which they are used. Empty: nobody is known.</summary>
    public static ImmutableArray<Route> Choose(string url, ImmutableArray<Provider> directory, PublicSuffixes suffixes)
    {
        if (HostName.Of(url) is not { } host)
        {
            return [];
        }

        var known = directory.Where(p => Serves(p, host)).ToImmutableArray();
        var routes = known
            .Where(p => !p.Bystander)
            .SelectMany(p => p.Routes.Select(r => FromProvider(p, r)))
            .OrderBy(r => r.Role)
            .ToImmutableArray();
        var answeredFor = known.Any(p => p.Role == PartyRole.SiteOperator);
        var all = answeredFor ? routes : routes.InsertRange(0, Guessed(host, suffixes));
        return [.. all.Where(r => !IsBystander(r.Address, directory))];
    }

    /// <summary>Null when a route can be written to; else what is wrong with it.</summary>
    public static string? AddressFault(Channel channel, string address) => channel switch
    {
        Channel.Email when !IsMailbox(address) => "must be one bare e-mail address, such as abuse@example.com",
        Channel.Form or Channel.Api when HostName.Of(address) is null || address.Contains('@', StringComparison.Ordinal)
            => "must be the address of a page, beginning with https://",
        _ => null,
    };

    /// <summary>The most exact domain wins over a shorter one of another provider only by order; a sub-domain matches too.</summary>
    private static bool Serves(Provider provider, string host) =>
        provider.Domains.Any(d => host == d || host.EndsWith("." + d, StringComparison.Ordinal));

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
    };

    private static ImmutableArray<Route> Guessed(string host, PublicSuffixes suffixes) =>
        suffixes.RegistrableDomain(host) is not { } domain
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
    public static bool IsBystander(string address, ImmutableArray<Provider> directory)
    {
        var host = address.Contains('@', StringComparison.Ordinal)
            ? HostName.Normalise(address[(address.LastIndexOf('@') + 1)..])
            : HostName.Of(address);
        return host is not null && directory.Any(p => p.Bystander && Serves(p, host));
    }

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
