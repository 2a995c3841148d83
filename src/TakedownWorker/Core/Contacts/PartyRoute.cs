using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts;

/// <summary>One party of a rung, the route to use now and which try that is.</summary>
/// <param name="RouteTry">Position of the route among the party's routes, from 1: stable when one dies.</param>
internal sealed record PartyRoute(Route Route, int RouteTry)
{
    /// <summary>
    /// Every party of these roles with a route that is not dead: a caseworker's route first, else in the order found.
    /// Registrars stay out unless their route says that the site is dedicated (DESIGN 4.5); no route, no party.
    /// </summary>
    public static ImmutableArray<PartyRoute> For(Takedown takedown, ImmutableArray<PartyRole> roles) =>
    [
        .. (takedown.Routes ?? [])
            .Where(r => roles.Contains(r.Role) && (r.Channel is Channel.Email or Channel.Form))
            .Where(r => r.Role != PartyRole.Registrar || r.ForDedicatedSite || r.Source == RouteSource.Caseworker)
            .GroupBy(r => (r.Role, r.Party))
            .Select(g => g
                .Select((r, i) => new PartyRoute(r, i + 1))
                .Where(p => !takedown.DeadRoutes.Contains(p.Route.Key))
                .OrderBy(p => p.Route.Source == RouteSource.Caseworker ? 0 : 1)
                .FirstOrDefault())
            .OfType<PartyRoute>(),
    ];
}
