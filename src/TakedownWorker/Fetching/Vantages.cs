using System.Collections.Frozen;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Fetching;

/// <summary>
/// This machine and the configured proxies. Each place has a connection pool, breakers and control looks of its own: a proxy
/// that is down must not make a host look dead.
/// </summary>
internal sealed class Vantages : IVantages, IDisposable
{
    private readonly FrozenDictionary<string, Vantage> _places;
    private readonly List<IDisposable> _owned = [];

    public Vantages(IServiceProvider services, FetchSettings settings, IPageFetcher direct, IOwnOutage outage) => _places = settings.Vantages
        .Select(v => Through(services, v.Name, v.Proxy))
        .Prepend(new Vantage(LookFacts.DirectVantage, direct, outage))
        .ToFrozenDictionary(v => v.Name, StringComparer.Ordinal);

    public Vantage? Find(string name) => _places.GetValueOrDefault(name);

    public void Dispose() => _owned.ForEach(o => o.Dispose());

    private Vantage Through(IServiceProvider services, string name, Uri proxy)
    {
        var connect = ActivatorUtilities.CreateInstance<SafeConnect>(services);
        connect.Through = new VantageProxy(proxy);
        var http = ActivatorUtilities.CreateInstance<LookHttp>(services, connect);
        var fetcher = ActivatorUtilities.CreateInstance<PageFetcher>(services, http);
        var controls = ActivatorUtilities.CreateInstance<ControlUrls>(services, fetcher);
        _owned.AddRange([http, controls]);
        // Siblings are asked for from the same place as the page: a host may show this place another site.
        var judged = ActivatorUtilities.CreateInstance<JudgedFetcher>(services, fetcher, ActivatorUtilities.CreateInstance<Siblings>(services, fetcher));
        return new Vantage(name, ActivatorUtilities.CreateInstance<RestingFetcher>(services, judged), controls);
    }
}
