using System.Collections.Immutable;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Packs;

/// <summary>Reads one provider of the directory. An address that cannot be written to is a fault, never a route.</summary>
internal static class ProviderFile
{
    /// <param name="knownBases">Ids of the packs' legal bases; those of <see cref="ProviderBases"/> are known besides.</param>
    public static Provider Read(YamlMap map, IReadOnlySet<string> knownBases)
    {
        var kind = map.Choice("kind", ProviderKind.Platform);
        var provider = new Provider
        {
            Id = map.Text("id"),
            Name = map.Text("name"),
            Kind = kind,
            Role = map.Has("role") ? map.Choice("role", PartyRole.SiteOperator) : UsualRole(kind),
            Domains = ProviderFields.Names(map, "domains"),
            Cnames = ProviderFields.Names(map, "cnames"),
            NameServers = ProviderFields.Names(map, "nameServers"),
            Networks = ProviderFields.Networks(map, "networks"),
            AsNumbers = ProviderFields.Numbers(map, "asNumbers"),
            RegistrarIds = ProviderFields.Numbers(map, "registrarIds"),
            Mailboxes = map.Texts("mailboxes"),
            Routes = [.. map.Maps("routes").Select(Route)],
            Jurisdiction = ProviderFields.Country(map, "jurisdiction"),
            Languages = map.Has("languages") ? ProviderFields.Languages(map, "languages") : ["en"],
            Bases = ProviderBases.Read(map, knownBases),
            Everywhere = map.Flag("everywhere", otherwise: false),
            Dedicated = map.Flag("dedicated", otherwise: false),
            Hostile = map.Flag("hostile", otherwise: false),
            Bystander = map.Flag("bystander", otherwise: false),
            Forwards = map.Has("forwards") ? map.Choice("forwards", Forwarding.Unknown) : Forwarding.Unknown,
            Note = map.OptionalText("note"),
            Source = map.Text("source"),
            Checked = map.Date("checked"),
        };
        provider = ProviderFields.Reminders(map, provider);
        ProviderChecks.Check(map, provider);
        map.End();
        return provider;
    }

    private static PartyRole UsualRole(ProviderKind kind) => kind switch
    {
        ProviderKind.Platform => PartyRole.SiteOperator,
        ProviderKind.Cdn => PartyRole.Cdn,
        ProviderKind.Registrar => PartyRole.Registrar,
        ProviderKind.SearchEngine => PartyRole.SearchEngine,
        ProviderKind.Archive => PartyRole.Archive,
        _ => PartyRole.HostingProvider,
    };

    private static ProviderRoute Route(YamlMap map)
    {
        var channel = map.Choice("channel", Channel.Email);
        var address = map.Text("address");
        var route = new ProviderRoute(
            channel, address, map.Choice("trust", RouteTrust.Published), map.Flag("ownProcess", otherwise: false),
            map.OptionalText("note"), map.Texts("fields"));
        ProviderChecks.CheckRoute(map, route);
        map.End();
        return route;
    }
}
