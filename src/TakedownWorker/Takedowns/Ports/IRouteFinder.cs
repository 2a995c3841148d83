using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>Finds the parties of a URL and the routes to them, in order, bystanders left out. Never throws for what sources answer.</summary>
internal interface IRouteFinder
{
    Task<ImmutableArray<Route>> FindAsync(string url, CancellationToken cancellationToken);
}
