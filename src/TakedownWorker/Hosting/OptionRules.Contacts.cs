using System.Net;
using TakedownWorker.Core.Contacts.Sources;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Hosting;

/// <summary>Servers that are asked about hosts.</summary>
internal static partial class OptionRules
{
    private static IEnumerable<ConfigurationFault> LookUps(ContactsOptions o)
    {
        for (var i = 0; i < o.DnsServers.Count; i++)
        {
            if (!IPEndPoint.TryParse(o.DnsServers[i], out _))
            {
                yield return Fault(At("Contacts:DnsServers", i), $"'{o.DnsServers[i]}' is not the address of a name server. Write 192.0.2.53 or 192.0.2.53:5353.");
            }
        }

        if (o.WhoisServer.Length > 0 && WhoisReader.Server(o.WhoisServer) is null)
        {
            yield return Fault("Contacts:WhoisServer", $"'{o.WhoisServer}' is not a server. Write whois.iana.org, or host:port, or leave it empty to ask none.");
        }

        foreach (var (key, zone) in new[] { ("Contacts:OriginZone", o.OriginZone), ("Contacts:AbuseZone", o.AbuseZone) })
        {
            if (zone.Length > 0 && Uri.CheckHostName(zone) != UriHostNameType.Dns)
            {
                yield return Fault(key, $"'{zone}' is not the name of a DNS zone. Leave it empty to ask none.");
            }
        }
    }
}
