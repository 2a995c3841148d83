namespace TakedownWorker.Core.Monitoring;

/// <summary>What the worker looks like to a site and to whoever it asks about one: anybody (DESIGN 4.11).</summary>
internal static class OrdinaryBrowser
{
    /// <summary>To be moved on with the browsers of the day: an old one stands out.</summary>
    public const string UserAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
}
