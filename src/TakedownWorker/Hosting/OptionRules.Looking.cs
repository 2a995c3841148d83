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

        if (o.Monitoring.Vantages.Count > 0)
        {
            yield return Fault("Monitoring:Vantages", "are not there yet: this version looks from its own address only. Leave the list empty.");
        }

        if (o.Api.TokenHash.Length > 0)
        {
            yield return Fault("Api:TokenHash", "the API is not there yet. Leave it empty; health is on HealthPort.");
        }
    }
}
