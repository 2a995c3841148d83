using System.Collections.Immutable;
using System.Net;

namespace TakedownWorker.Core.Contacts;

/// <summary>What look-ups saw of one host. Names may end in a dot and have any case; what was not asked for is empty.</summary>
internal sealed record HostSightings
{
    /// <summary>The host as the URL names it.</summary>
    public required string Host { get; init; }

    /// <summary>Names that the host's CNAME records lead through, in order, the host itself left out.</summary>
    public ImmutableArray<string> CnameChain { get; init; } = [];

    public ImmutableArray<IPAddress> Addresses { get; init; } = [];

    /// <summary>Origin autonomous systems of the addresses.</summary>
    public ImmutableArray<long> AsNumbers { get; init; } = [];

    public ImmutableArray<string> NameServers { get; init; } = [];

    /// <summary>IANA id of the domain's registrar; null: not known.</summary>
    public long? RegistrarId { get; init; }
}
