using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>Finds the parties of a URL and the routes to them, in order, bystanders left out. Never throws for what sources answer.</summary>
internal interface IRouteFinder
{
    Task<ImmutableArray<Route>> FindAsync(string url, CancellationToken cancellationToken);

    /// <summary>With those that are only shown (<see cref="Channel.None"/>), and a note for every source that had nothing to say.</summary>
    Task<RouteFindings> ExploreAsync(string url, CancellationToken cancellationToken);
}
