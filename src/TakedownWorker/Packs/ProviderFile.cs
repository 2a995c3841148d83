using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Packs;

/// <summary>Reads one provider of the directory. An address that cannot be written to is a fault, never a route.</summary>
internal static class ProviderFile
{
    public static Provider Read(YamlMap map)
    {
        var provider = new Provider
        {
            Id = map.Text("id"),
            Name = map.Text("name"),
            Kind = map.Text("kind"),
            Role = map.Choice("role", PartyRole.SiteOperator),
            Domains = map.Texts("domains"),
            Routes = [.. map.Maps("routes").Select(Route)],
            Jurisdiction = map.OptionalText("jurisdiction"),
            Languages = map.Has("languages") ? map.Texts("languages") : ["en"],
            Bases = map.Texts("bases"),
            Dedicated = map.Flag("dedicated", otherwise: false),
            Hostile = map.Flag("hostile", otherwise: false),
            Bystander = map.Flag("bystander", otherwise: false),
            RemindersWelcome = map.Flag("remindersWelcome", otherwise: true),
            Source = map.Text("source"),
            Checked = map.Date("checked"),
        };
        CheckDomains(map, provider.Domains);
        map.End();
        return provider;
    }

    private static void CheckDomains(YamlMap map, ImmutableArray<string> domains)
    {
        if (domains.IsEmpty)
        {
            map.Fault("domains", "", "name at least one domain that it serves");
        }

        foreach (var domain in domains.Where(d => HostName.Normalise(d) != d || !d.Contains('.', StringComparison.Ordinal)))
        {
            map.Fault("domains", domain, "must be a bare domain in lower-case ASCII, such as example.com");
        }
    }

    private static ProviderRoute Route(YamlMap map)
    {
        var channel = map.Choice("channel", Channel.Email);
        var address = map.Text("address");
        var route = new ProviderRoute(
            channel, address, map.Choice("trust", RouteTrust.Published), map.Flag("ownProcess", otherwise: false),
            map.OptionalText("note"), map.Texts("fields"));
        if (address.Length > 0 && RouteChoiceRule.AddressFault(channel, address) is { } fault)
        {
            map.Fault("address", address, fault);
        }

        if (route.Trust == RouteTrust.Guessed)
        {
            map.Fault("trust", "guessed", "the directory holds no guesses: verified or published");
        }

        map.End();
        return route;
    }
}
