using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>How parties behave, over all cases and without any of them.</summary>
internal interface IHostProfiles
{
    /// <summary>Which of these parties are known ignorers. May be some minutes old.</summary>
    Task<ImmutableHashSet<string>> IgnorersAsync(IReadOnlyCollection<string> parties, CancellationToken cancellationToken);

    /// <summary>Every party, those with most notices first.</summary>
    Task<ImmutableArray<HostProfile>> ListAsync(CancellationToken cancellationToken);

    /// <summary>What another helpline learnt: kept beside our own, by party; the latest import counts.</summary>
    Task ImportAsync(ImmutableArray<HostProfile> profiles, CancellationToken cancellationToken);

    /// <summary>What was imported.</summary>
    Task<ImmutableArray<HostProfile>> ImportedAsync(CancellationToken cancellationToken);
}
