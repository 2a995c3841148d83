using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>A mailbox that a source names.</summary>
/// <param name="Note">What a reader must know of how it was named; null: nothing.</param>
internal sealed record FoundMailbox(string Address, RouteSource Source, string? Note);

/// <summary>All that sources said about one URL. What was not asked or did not answer is empty.</summary>
internal sealed record LookedUp
{
    public required HostSightings Seen { get; init; }

    /// <summary>Of the network that the host's addresses are in, the most certain first.</summary>
    public ImmutableArray<FoundMailbox> Network { get; init; } = [];

    /// <summary>ISO 3166 country of that network.</summary>
    public string? NetworkCountry { get; init; }

    public ImmutableArray<FoundMailbox> Registrar { get; init; } = [];

    public SecurityTxt? Site { get; init; }

    /// <summary>The domain says in DNS that it takes no mail (RFC 7505).</summary>
    public bool TakesNoMail { get; init; }
}
