namespace TakedownWorker.Takedowns.Ports;

/// <summary>One place that is looked from: its own connections, and its own proof that they work.</summary>
internal sealed record Vantage(string Name, IPageFetcher Fetcher, IOwnOutage Outage);

/// <summary>The places that are looked from: this machine, and each configured proxy (DESIGN 4.11).</summary>
internal interface IVantages
{
    /// <summary>Null when no such place is configured any more.</summary>
    Vantage? Find(string name);
}
