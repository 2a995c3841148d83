using System.Collections.Immutable;
using System.Net;
using NodaTime;

namespace TakedownWorker.Core.Contacts;

/// <summary>What a provider is to the pages that it has to do with.</summary>
internal enum ProviderKind
{
    Platform,
    Host,
    Cdn,
    Registrar,
    SharedHost,
    BoardSoftware,
    SearchEngine,
    Archive,

    /// <summary>Keeps a register of numbers or names: a bystander to what is on a page.</summary>
    Registry,
}

/// <summary>Does a report reach the customer it is about? Every letter is written so that it may; the answer decides who chooses.</summary>
internal enum Forwarding
{
    Unknown,
    Always,

    /// <summary>The reporter says per report whether the customer learns of it.</summary>
    Choice,
    Never,
}

/// <summary>One entry of the provider directory: facts with their source and date. docs/providers.md says how to write one.</summary>
internal sealed record Provider
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required ProviderKind Kind { get; init; }

    /// <summary>Role its routes are used under.</summary>
    public required PartyRole Role { get; init; }

    /// <summary>Domains it serves; a sub-domain matches too. Not its own shop window.</summary>
    public ImmutableArray<string> Domains { get; init; } = [];

    /// <summary>A host whose chain of CNAME records ends or passes here is served by it; a sub-domain matches too.</summary>
    public ImmutableArray<string> Cnames { get; init; } = [];

    /// <summary>Its name servers; a sub-domain matches too. Says who answers for the name, not who serves the page.</summary>
    public ImmutableArray<string> NameServers { get; init; } = [];

    public ImmutableArray<IPNetwork> Networks { get; init; } = [];

    public ImmutableArray<long> AsNumbers { get; init; } = [];

    /// <summary>IANA ids of registrars, as RDAP and WHOIS of a domain give them.</summary>
    public ImmutableArray<long> RegistrarIds { get; init; } = [];

    /// <summary>
    /// Of a bystander: mailboxes that are never written to although they stand in answers of registries. Whole
    /// (<c>noc@example.net</c>) or the part before the at sign (<c>peering@</c>), which then means every domain.
    /// </summary>
    public ImmutableArray<string> Mailboxes { get; init; } = [];

    /// <summary>In order of preference.</summary>
    public required ImmutableArray<ProviderRoute> Routes { get; init; }

    public string? Jurisdiction { get; init; }

    public ImmutableArray<string> Languages { get; init; } = ["en"];

    /// <summary>Legal bases that bind it, the preferred one first; empty: unknown.</summary>
    public ImmutableArray<string> Bases { get; init; } = [];

    /// <summary>A party of every URL: search engines and web archives, which hide a page and do not remove it.</summary>
    public bool Everywhere { get; init; }

    /// <summary>The whole site is for this material: registrars may be asked (DESIGN 4.5), its webmaster is not.</summary>
    public bool Dedicated { get; init; }

    public bool Hostile { get; init; }

    /// <summary>Registries of numbers and other bystanders are never written to.</summary>
    public bool Bystander { get; init; }

    public Forwarding Forwards { get; init; }

    public bool RemindersWelcome { get; init; } = true;

    /// <summary>Pause between reminders that this provider bears; null: the policy's.</summary>
    public Period? RemindEvery { get; init; }

    public string? Note { get; init; }

    public required string Source { get; init; }

    public required LocalDate Checked { get; init; }
}

/// <summary>One way to reach a provider.</summary>
internal sealed record ProviderRoute(
    Channel Channel, string Address, RouteTrust Trust, bool OwnProcess, string? Note, ImmutableArray<string> Fields);
