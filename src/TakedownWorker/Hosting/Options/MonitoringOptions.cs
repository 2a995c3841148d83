namespace TakedownWorker.Hosting.Options;

/// <summary>How looks are made and when they prove something.</summary>
internal sealed class MonitoringOptions
{
    /// <summary>Pause between two looks at one host, ISO 8601, PT0S to PT1H; default PT2S.</summary>
    public string PerHostGap { get; set; } = "PT2S";

    /// <summary>Looks under way at once, 1 to 1024; default 64.</summary>
    public int Concurrency { get; set; } = 64;

    public ConfirmationOptions Confirmation { get; set; } = new();

    /// <summary>Addresses that always answer: without them nothing becomes Removed (DESIGN 4.6).</summary>
    public List<string> ControlUrls { get; set; } = [];

    /// <summary>Further places to look from; a removal needs every one of them (DESIGN 4.6).</summary>
    public List<VantageOptions> Vantages { get; set; } = [];

    /// <summary>Addresses of one case that a caseworker is asked to look at themselves within a day, 1 to 1000; default 20.</summary>
    public int ManualLooksADay { get; set; } = 20;

    /// <summary>Names with a fixed address, for tests; only inside <see cref="AllowedPrivateNetworks"/>.</summary>
    public Dictionary<string, string> HostMap { get; set; } = [];

    /// <summary>Networks that may be fetched although they are not public (CIDR), for tests.</summary>
    public List<string> AllowedPrivateNetworks { get; set; } = [];
}

/// <summary>Gone is proven by this many looks over this span (DESIGN 4.6).</summary>
internal sealed class ConfirmationOptions
{
    /// <summary>Gone looks in a row, from every vantage, 1 to 100; default 3.</summary>
    public int Looks { get; set; } = 3;

    /// <summary>Least time between the first and the last of them, ISO 8601, PT0S to P365D; default PT24H.</summary>
    public string Spread { get; set; } = "PT24H";
}

/// <summary>A proxy to look through.</summary>
internal sealed class VantageOptions
{
    /// <summary>Lower-case letters, digits and hyphens; briefings name it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where it stands, ISO 3166-1 alpha-2; empty: not known.</summary>
    public string Country { get; set; } = "";

    /// <summary><c>http://host:port</c> (CONNECT to any port must be allowed) or <c>socks5://host:port</c>, with <c>user:password@</c> where asked for.</summary>
    public string Proxy { get; set; } = "";
}
