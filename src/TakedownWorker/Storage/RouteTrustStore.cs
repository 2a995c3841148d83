using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>What is known of routes over all cases, by keyed hash.</summary>
internal sealed class RouteTrustStore(Database database, IKeyring keys) : IRouteTrust
{
    public async Task<ImmutableHashSet<string>> TrustedAsync(IReadOnlyCollection<string> routeKeys, CancellationToken cancellationToken)
    {
        if (routeKeys.Count == 0)
        {
            return [];
        }

        var names = routeKeys.Distinct(StringComparer.Ordinal).ToDictionary(k => keys.Hash(KeyedName.Route, k), StringComparer.Ordinal);
        var hashes = names.Keys.ToList();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var db = database.Context(connection);
        var trusted = await db.Routes.Where(r => r.Trusted && hashes.Contains(r.RouteKey)).Select(r => r.RouteKey).ToListAsync(cancellationToken);
        return [.. trusted.Select(h => names[h])];
    }
}
