using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>What a registration data answer says of who can act (RFC 9083). Its texts are the registry's own; addresses are cleaned.</summary>
internal sealed record RdapAnswer
{
    /// <summary><c>ip network</c>, <c>domain</c>, <c>autnum</c>, <c>entity</c>; null: an error or nothing readable.</summary>
    public string? ObjectClass { get; init; }

    /// <summary>Status in an error answer (RFC 9083 section 6).</summary>
    public int? ErrorCode { get; init; }

    public string? Handle { get; init; }

    public string? Name { get; init; }

    /// <summary>ISO 3166 code of a network's country.</summary>
    public string? Country { get; init; }

    /// <summary>Of every entity with the role abuse, at any depth: the preferred ones first, else as they stand.</summary>
    public ImmutableArray<string> AbuseEmails { get; init; } = [];

    /// <summary>Mailboxes that a remark names for abuse where no entity has the role: some registries have nothing else.</summary>
    public ImmutableArray<string> RemarkEmails { get; init; } = [];

    public string? RegistrarName { get; init; }

    /// <summary>Number in IANA's list of registrars.</summary>
    public long? RegistrarId { get; init; }

    /// <summary>Where the registrar or a more specific registry answers.</summary>
    public ImmutableArray<string> Referrals { get; init; } = [];

    public string? Port43 { get; init; }

    public ImmutableArray<string> NameServers { get; init; } = [];

    /// <summary>Titles of the notices.</summary>
    public ImmutableArray<string> Notices { get; init; } = [];

    /// <summary>What was refused or left out: short reasons from a closed vocabulary.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
