using System.Net;
using TakedownWorker.Fetching;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Tests.Fetching;

public sealed class FetchSettingsTests
{
    private static readonly FetchSettings Settings = FetchSettings.From(new MonitoringOptions
    {
        AllowedPrivateNetworks = ["127.0.0.0/8", "::1/128"],
        HostMap = new Dictionary<string, string>(StringComparer.Ordinal) { ["Board.test"] = "127.0.1.3" },
        ControlUrls = ["http://control.test/"],
        PerHostGap = "PT5S",
        Concurrency = 3,
    });

    [Fact]
    public void Networks_are_read() =>
        Assert.Equal([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")], Settings.AllowedNetworks.ToArray());

    [Fact]
    public void Names_of_the_host_map_match_in_lower_case() =>
        Assert.Equal(IPAddress.Parse("127.0.1.3"), Settings.HostMap["board.test"]);

    [Fact]
    public void Gap_concurrency_and_controls_are_taken_over() =>
        Assert.Equal(
            (TimeSpan.FromSeconds(5), 3, "http://control.test/"),
            (Settings.PerHostGap, Settings.Concurrency, Assert.Single(Settings.ControlUrls)));
}
