using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.ContactLookup;

/// <summary>Routes from the provider directory and, where it knows no site operator, the RFC 2142 guess. Asks nobody.</summary>
internal sealed class RouteFinder(ImmutableArray<Provider> directory, PublicSuffixes suffixes) : IRouteFinder
{
    public Task<ImmutableArray<Route>> FindAsync(string url, CancellationToken cancellationToken) =>
        Task.FromResult(RouteChoiceRule.Choose(url, directory, suffixes));
}
