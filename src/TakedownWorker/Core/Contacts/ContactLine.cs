using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts;

/// <summary>One line of <c>contacts --json</c> (docs/schemas/contacts.schema.json); names are part of the contract.</summary>
internal sealed record ContactLine(
    string Party, string Channel, string Address, string Source, string Trust, ImmutableArray<string> Languages, string? Jurisdiction, string? Note)
{
    public static ContactLine Of(Route route) => new(
        Kebab.Name(route.Role), Kebab.Name(route.Channel), route.Address, SourceName(route.Source), Kebab.Name(route.Trust),
        route.Languages, route.Jurisdiction, route.Note);

    /// <summary>A source that had nothing to say: no route, only why.</summary>
    public static ContactLine Of(RouteSource source, string note) => new(
        Kebab.Name(PartyOf(source)), Kebab.Name(Contacts.Channel.None), "", SourceName(source), Kebab.Name(RouteTrust.Guessed), [], null, note);

    /// <summary>Whom the source would have named.</summary>
    private static PartyRole PartyOf(RouteSource source) => source switch
    {
        RouteSource.RdapIp or RouteSource.Whois or RouteSource.Dns => PartyRole.HostingProvider,
        RouteSource.RdapDomain => PartyRole.Registrar,
        _ => PartyRole.SiteOperator,
    };

    /// <summary>RFC 2142 is one word in the contract.</summary>
    private static string SourceName(RouteSource source) => source == RouteSource.Rfc2142 ? "rfc2142" : Kebab.Name(source);
}
