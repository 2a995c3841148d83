using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts;

/// <summary>Someone who can act.</summary>
internal enum PartyRole
{
    SiteOperator,
    HostingProvider,
    Cdn,
    Registrar,
    SearchEngine,
    Archive,
    Regulator,
    Hotline,
}

/// <summary>How a party takes a notice.</summary>
internal enum Channel
{
    Email,
    Form,
    Api,
    None,
}

/// <summary>Where a route was learnt.</summary>
internal enum RouteSource
{
    Directory,
    SecurityTxt,
    RdapIp,
    RdapDomain,
    Whois,
    Dns,
    Rfc2142,
    Caseworker,
}

/// <summary>How far a route is trusted. A guess is never used without approval (DESIGN 4.5).</summary>
internal enum RouteTrust
{
    Verified,
    Published,
    Guessed,
}

/// <summary>How a party is reached, where we learnt it, and how far it is trusted.</summary>
internal sealed record Route
{
    public required PartyRole Role { get; init; }

    /// <summary>Name of the party: the provider's id in the directory, else the registrable domain.</summary>
    public required string Party { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>E-mail address, or URL of the form.</summary>
    public required string Address { get; init; }

    public required RouteSource Source { get; init; }

    public required RouteTrust Trust { get; init; }

    /// <summary>Languages the party reads, most preferred first (BCP 47).</summary>
    public ImmutableArray<string> Languages { get; init; } = ["en"];

    /// <summary>ISO 3166 country of the party; null when unknown.</summary>
    public string? Jurisdiction { get; init; }

    public string? Note { get; init; }

    /// <summary>Legal bases that the directory says bind this party; empty: unknown.</summary>
    public ImmutableArray<string> Bases { get; init; } = [];

    /// <summary>A covered platform of 47 U.S.C. 223a whose own removal process this route is.</summary>
    public bool OwnProcess { get; init; }

    /// <summary>False where the directory says that repeats close the ticket or hurt.</summary>
    public bool RemindersWelcome { get; init; } = true;

    /// <summary>Of a registrar: the whole site is for such material, so that the registrar may be written to (DESIGN 4.5).</summary>
    public bool ForDedicatedSite { get; init; }

    /// <summary>Whether a report by this route reaches the customer it is about.</summary>
    public Forwarding Forwards { get; init; }

    /// <summary>Identity of the route: what approval trusts and what a bounce disables.</summary>
    public string Key => $"{Channel}:{Address}".ToLowerInvariant();
}
