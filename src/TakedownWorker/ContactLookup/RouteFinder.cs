using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Contacts.Sources;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.ContactLookup;

/// <summary>
/// Routes from the provider directory and from what sources say of the host, its network and its domain. Whatever a source does,
/// the directory and the RFC 2142 guess remain; without a gatherer nobody is asked.
/// </summary>
internal sealed class RouteFinder(ImmutableArray<Provider> directory, PublicSuffixes suffixes, RouteGatherer? gatherer) : IRouteFinder
{
    /// <summary>What is only shown is no route: without another one a human is asked (CON-31).</summary>
    public async Task<ImmutableArray<Route>> FindAsync(string url, CancellationToken cancellationToken) =>
        [.. (await ExploreAsync(url, cancellationToken)).Routes.Where(r => r.Channel != Channel.None)];

    /// <summary>With what is only shown, and a note for every source that had nothing to say.</summary>
    public async Task<RouteFindings> ExploreAsync(string url, CancellationToken cancellationToken)
    {
        if (HostName.Of(url) is not { } host)
        {
            return new RouteFindings([], []);
        }

        var known = RouteChoiceRule.Choose(url, directory, suffixes);
        var served = ProviderMatch.ByHost(directory, host);
        if (gatherer is null || !gatherer.MayAskAbout(host) || served.Any(p => p.Bystander))
        {
            return new RouteFindings(known, []);
        }

        // A site that is known to be hostile sees this machine's address from no request of ours (DESIGN 4.11).
        var asksSite = !served.Any(p => p.Hostile) && !known.Any(r => r.Role == PartyRole.SiteOperator && r.Source == RouteSource.Directory);
        var (found, notes) = await gatherer.GatherAsync(url, host, suffixes.RegistrableDomain(host), asksSite, cancellationToken);
        return new RouteFindings(MergedRoutes.Merge(found, directory, suffixes), notes);
    }
}
