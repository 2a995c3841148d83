using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>What an answer on port 43 says of who can act (RFC 3912 fixes no form; each registry has its own).</summary>
internal sealed record WhoisAnswer
{
    /// <summary>Mailboxes for abuse, the most certain first: of the narrowest network, named by field before named by remark.</summary>
    public ImmutableArray<string> AbuseEmails { get; init; } = [];

    /// <summary>How many of them, from the first, stand in a field that is for abuse; the others are named by a remark.</summary>
    public int FromFields { get; init; }

    /// <summary>The registry itself says that there is no contact for abuse.</summary>
    public bool SaysNone { get; init; }

    /// <summary>Server that knows more, <c>host</c> or <c>host:port</c>; null: none named.</summary>
    public string? Referral { get; init; }

    public string? NetName { get; init; }

    public string? Organisation { get; init; }

    /// <summary>ISO 3166 code.</summary>
    public string? Country { get; init; }

    public string? Registrar { get; init; }

    public long? RegistrarId { get; init; }

    public ImmutableArray<string> NameServers { get; init; } = [];

    /// <summary>What was refused or left out: short reasons from a closed vocabulary.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
