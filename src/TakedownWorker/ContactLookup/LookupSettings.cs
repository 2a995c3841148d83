using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.ContactLookup;

/// <summary>The configuration of look-ups as this folder uses it, checked once.</summary>
internal sealed record LookupSettings
{
    /// <summary>Off: the directory and the guess alone, nobody is asked.</summary>
    public bool Enabled { get; init; }

    /// <summary>Networks that may be asked although they are not public; any port there.</summary>
    public ImmutableArray<IPNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>Names with a fixed address, for tests.</summary>
    public FrozenDictionary<string, IPAddress> HostMap { get; init; } = FrozenDictionary<string, IPAddress>.Empty;

    /// <summary>Empty: those of the system.</summary>
    public ImmutableArray<IPEndPoint> DnsServers { get; init; } = [];

    /// <summary>Where WHOIS begins, <c>host</c> or <c>host:port</c>; empty: WHOIS is not asked.</summary>
    public string WhoisServer { get; init; } = "";

    /// <summary>Zone with the origin AS of addresses; IPv6 has its own beside it. Empty: not asked.</summary>
    public string OriginZone { get; init; } = "";

    /// <summary>Zone with mailboxes for abuse by address. Empty: not asked.</summary>
    public string AbuseZone { get; init; } = "";

    /// <summary>Folder of the RDAP bootstrap files.</summary>
    public string BootstrapFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "Providers", "bootstrap");

    /// <summary>Everything for one URL together.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>One question to one source, its referrals and repeats included.</summary>
    public TimeSpan Each { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long an answer is kept, in memory only.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long it is kept that a source did not answer.</summary>
    public TimeSpan KeepFailure { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Names that the public DNS does not have (RFC 6761) or that are mapped for tests are nobody else's business: they are asked
    /// of configured servers only.
    /// </summary>
    public bool MayAskAbout(string host) =>
        Enabled && (IPAddress.TryParse(host.Trim('[', ']'), out var address)
            ? PublicAddressRule.MayFetch(address, DnsServers.IsEmpty ? [] : AllowedNetworks)
            : DnsServers.Length > 0 || !(HostMap.ContainsKey(host) || IsReserved(host)));

    private static bool IsReserved(string host) =>
        host[(host.LastIndexOf('.') + 1)..] is "test" or "example" or "invalid" or "localhost" or "local" or "onion" or "internal" or "arpa";

    /// <summary>From options that were checked when they were loaded.</summary>
    public static LookupSettings From(TakedownOptions options) => new()
    {
        Enabled = options.Contacts.LookUp,
        AllowedNetworks = [.. options.Monitoring.AllowedPrivateNetworks.Select(IPNetwork.Parse)],
        HostMap = options.Monitoring.HostMap.ToFrozenDictionary(e => e.Key.ToLowerInvariant(), e => IPAddress.Parse(e.Value), StringComparer.Ordinal),
        DnsServers = [.. options.Contacts.DnsServers.Select(ServerOf)],
        WhoisServer = options.Contacts.WhoisServer,
        OriginZone = options.Contacts.OriginZone,
        AbuseZone = options.Contacts.AbuseZone,
        BootstrapFolder = options.BesideProgram(options.Contacts.BootstrapFolder, Path.Combine("Providers", "bootstrap")),
        Total = OptionPeriods.Duration(options.Contacts.LookUpTimeout).ToTimeSpan(),
        Each = OptionPeriods.Duration(options.Contacts.LookUpTimeout).ToTimeSpan() / 2,
        Keep = OptionPeriods.Duration(options.Contacts.KeepAnswers).ToTimeSpan(),
    };

    /// <summary>An address without a port is asked where DNS is.</summary>
    private static IPEndPoint ServerOf(string text)
    {
        var server = IPEndPoint.Parse(text);
        return server.Port == 0 ? new IPEndPoint(server.Address, 53) : server;
    }
}
