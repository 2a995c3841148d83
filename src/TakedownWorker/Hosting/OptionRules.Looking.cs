using System.Net;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Hosting;

/// <summary>Addresses that are looked at, and where this process listens.</summary>
internal static partial class OptionRules
{
    private static IEnumerable<ConfigurationFault> Looking(MonitoringOptions o)
    {
        for (var i = 0; i < o.AllowedPrivateNetworks.Count; i++)
        {
            if (!IPNetwork.TryParse(o.AllowedPrivateNetworks[i], out _))
            {
                yield return Fault(
                    At("Monitoring:AllowedPrivateNetworks", i), $"'{o.AllowedPrivateNetworks[i]}' is not a network. Write its first address and length: 127.0.0.0/8.");
            }
        }

        foreach (var (name, address) in o.HostMap)
        {
            if (Uri.CheckHostName(name) != UriHostNameType.Dns)
            {
                yield return Fault("Monitoring:HostMap:" + name, "is not a host name. Write board.test.");
            }
            else if (!IPAddress.TryParse(address, out var ip) || !IsAllowed(o, ip))
            {
                yield return Fault(
                    "Monitoring:HostMap:" + name, $"'{address}' must be an address inside Monitoring:AllowedPrivateNetworks: the map is for tests.");
            }
        }

        for (var i = 0; i < o.ControlUrls.Count; i++)
        {
            if (!Uri.TryCreate(o.ControlUrls[i], UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            {
                yield return Fault(At("Monitoring:ControlUrls", i), "is not an http or https address without login. Write https://www.example.org/.");
            }
        }
    }

    /// <summary>A proxy's address may hold a password, so its value is never repeated.</summary>
    private static IEnumerable<ConfigurationFault> Vantages(MonitoringOptions o)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { Core.Monitoring.LookFacts.DirectVantage, Core.Monitoring.Sightings.HumanVantage };
        for (var i = 0; i < o.Vantages.Count; i++)
        {
            var (v, key) = (o.Vantages[i], At("Monitoring:Vantages", i));
            if (v.Name.Length is 0 or > 40 || v.Name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            {
                yield return Fault(key + ":Name", $"'{v.Name}' is not a name of a place. Write lower-case letters, digits and hyphens: nl-1.");
            }
            else if (!names.Add(v.Name))
            {
                yield return Fault(key + ":Name", $"'{v.Name}' is taken. Give each place a name of its own; 'direct' is this machine.");
            }

            if (v.Country.Length > 0 && (v.Country.Length != 2 || !v.Country.All(char.IsAsciiLetterUpper)))
            {
                yield return Fault(key + ":Country", $"'{v.Country}' is not a country code. Write two capital letters of ISO 3166: NL.");
            }

            if (!Uri.TryCreate(v.Proxy, UriKind.Absolute, out var proxy) || proxy.Scheme is not ("http" or "socks5") || proxy.Host.Length == 0
                || proxy.Port <= 0 || proxy.PathAndQuery is not ("" or "/"))
            {
                yield return Fault(key + ":Proxy", "is not the address of a proxy. Write http://host:port or socks5://host:port, with user:password@ before the host where it asks for a login.");
            }
        }
    }

    private static bool IsAllowed(MonitoringOptions o, IPAddress address) =>
        o.AllowedPrivateNetworks.Exists(text => IPNetwork.TryParse(text, out var network) && network.Contains(address));

    private static IEnumerable<ConfigurationFault> Health(ApiOptions o)
    {
        if (!IPAddress.TryParse(o.HealthAddress, out _))
        {
            yield return Fault("Api:HealthAddress", $"'{o.HealthAddress}' is not an IP address. Write 127.0.0.1, or 0.0.0.0 in a container.");
        }
    }

    /// <summary>What this version does not do yet is refused, not ignored.</summary>
    private static IEnumerable<ConfigurationFault> Later(TakedownOptions o)
    {
        if (o.Mail.Incoming.Mode != IncomingMode.None)
        {
            yield return Fault("Mail:Incoming:Mode", $"'{o.Mail.Incoming.Mode}' is not there yet: this version does not read mail. Write None.");
        }

        if (o.Api.TokenHash.Length > 0)
        {
            yield return Fault("Api:TokenHash", "the API is not there yet. Leave it empty; health is on HealthPort.");
        }
    }
}
