using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.ContactLookup;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.ContactLookup;

/// <summary>Every source on loopback: DNS, WHOIS twice, and web servers for RDAP (127.0.0.2), a registrar and the site.</summary>
internal sealed class LookupBench : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("takedown-bootstrap").FullName;
    private readonly List<ServiceProvider> _built = [];

    private LookupBench(ScriptedHosts hosts) => Hosts = hosts;

    public ScriptedHosts Hosts { get; }

    public ScriptedDns Dns { get; } = new();

    public ScriptedWhois Root { get; } = new();

    public ScriptedWhois Regional { get; } = new();

    public ScriptedHost Rdap => Hosts["rdap.test"];

    public ScriptedHost Site => Hosts["forum.test"];

    public static async Task<LookupBench> StartAsync()
    {
        var bench = new LookupBench(await ScriptedHosts.StartAsync("rdap.test", "registrar.test", "forum.test"));
        bench.Bootstrap("dns.json", "test");
        bench.Bootstrap("ipv4.json", "127.0.0.0/8");
        bench.Dns.Address("forum.test", bench.Site.Address.ToString());
        return bench;
    }

    public LookupSettings Settings() => new()
    {
        Enabled = true,
        AllowedNetworks = [ScriptedHosts.Network],
        HostMap = new Dictionary<string, IPAddress>(Hosts.HostMap) { ["whois.test"] = IPAddress.Loopback, ["whois2.test"] = IPAddress.Loopback }
            .ToFrozenDictionary(StringComparer.Ordinal),
        DnsServers = [IPEndPoint.Parse(Dns.Server)],
        WhoisServer = $"whois.test:{Root.Port}",
        OriginZone = "origin.asn.test",
        AbuseZone = "abuse.zone.test",
        BootstrapFolder = _folder,
        Total = TimeSpan.FromSeconds(8),
        Each = TimeSpan.FromSeconds(4),
    };

    /// <summary>The real registration with these settings.</summary>
    public IServiceProvider Build(LookupSettings? settings = null)
    {
        var services = new ServiceCollection().AddContactLookup().AddSingleton(settings ?? Settings());
        services.AddKeyedSingleton(Clocks.Machine, TimeProvider.System).AddKeyedSingleton(Clocks.Domain, TimeProvider.System);
        _built.Add(services.BuildServiceProvider());
        return _built[^1];
    }

    public Task<RouteFindings> ExploreAsync(string url, ImmutableArray<Provider> directory = default, LookupSettings? settings = null) =>
        new RouteFinder(directory.IsDefault ? [] : directory, PublicSuffixes.Empty, Build(settings).GetRequiredService<RouteGatherer>())
            .ExploreAsync(url, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _built)
        {
            await provider.DisposeAsync();
        }

        await Dns.DisposeAsync();
        await Root.DisposeAsync();
        await Regional.DisposeAsync();
        await Hosts.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private void Bootstrap(string file, string entry) => File.WriteAllText(
        Path.Combine(_folder, file), "{\"version\":\"1.0\",\"services\":[[[\"" + entry + "\"],[\"" + Rdap.Url("/") + "\"]]]}");
}
