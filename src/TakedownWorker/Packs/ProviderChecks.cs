using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Packs;

/// <summary>What a provider file must be as a whole.</summary>
internal static class ProviderChecks
{
    public static void Check(YamlMap map, Provider provider)
    {
        if (provider.Id.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
        {
            map.Fault("id", provider.Id, "may hold small letters, digits and hyphens only");
        }

        CheckRecognised(map, provider);
        CheckReached(map, provider);
        CheckRoles(map, provider);
    }

    public static void CheckRoute(YamlMap map, ProviderRoute route)
    {
        if (route.Address.Length > 0 && (RouteChoiceRule.AddressFault(route.Channel, route.Address) ?? Rotating(route)) is { } fault)
        {
            map.Fault("address", route.Address, fault);
        }

        if (route.Channel == Channel.None)
        {
            map.Fault("channel", "none", "is no way to reach anybody: leave the route out");
        }

        if (route.Trust == RouteTrust.Guessed)
        {
            map.Fault("trust", "guessed", "the directory holds no guesses: verified or published");
        }

        if (route.Channel == Channel.Email && !route.Fields.IsEmpty)
        {
            map.Fault("fields", "", "belong to a form or an API; say in a note what a mail must hold");
        }
    }

    /// <summary>A mailbox that bears a year is changed with it, and the old one is read by nobody.</summary>
    private static string? Rotating(ProviderRoute route)
    {
        var local = route.Channel == Channel.Email ? route.Address.Split('@')[0] : "";
        return Enumerable.Range(0, Math.Max(0, local.Length - 3)).Any(i =>
            local.AsSpan(i, 2).SequenceEqual("20") && char.IsAsciiDigit(local[i + 2]) && char.IsAsciiDigit(local[i + 3]))
            ? "bears a year, so it is changed now and then: name the provider's form instead"
            : null;
    }

    private static void CheckRecognised(YamlMap map, Provider p)
    {
        if (p.Domains.IsEmpty && p.Cnames.IsEmpty && p.NameServers.IsEmpty && p.Networks.IsEmpty && p.AsNumbers.IsEmpty
            && p.RegistrarIds.IsEmpty && p.Mailboxes.IsEmpty && !p.Everywhere)
        {
            map.Fault("domains", "", "say how it is recognised: domains, cnames, nameServers, networks, asNumbers or registrarIds");
        }
    }

    private static void CheckReached(YamlMap map, Provider p)
    {
        if (p.Bystander && !p.Routes.IsEmpty)
        {
            map.Fault("routes", "", "a bystander is never written to: leave the list empty");
        }

        if (!p.Bystander && !p.Dedicated && p.Routes.IsEmpty && map.Has("routes"))
        {
            map.Fault("routes", "", "name at least one way to reach it, or leave the provider out");
        }

        if (!p.Mailboxes.IsEmpty && !p.Bystander)
        {
            map.Fault("mailboxes", "", "belong to bystanders only: they are never written to");
        }

        foreach (var mailbox in p.Mailboxes.Where(m => RouteChoiceRule.AddressFault(Channel.Email, m.EndsWith('@') ? m + "a.example" : m) is not null))
        {
            map.Fault("mailboxes", mailbox, "must be a whole address, or the part before the at sign with it, such as peering@");
        }
    }

    private static void CheckRoles(YamlMap map, Provider p)
    {
        if (!p.RegistrarIds.IsEmpty && p.Role != PartyRole.Registrar)
        {
            map.Fault("registrarIds", "", "belong to a registrar only");
        }

        if (p.Everywhere && p.Role is not (PartyRole.SearchEngine or PartyRole.Archive))
        {
            map.Fault("everywhere", "true", "only search engines and archives are parties of every URL");
        }

        if (p.Dedicated && p.Domains.IsEmpty)
        {
            map.Fault("dedicated", "true", "only a site is dedicated: name its domains");
        }

        if (p.Kind == ProviderKind.Registry && !p.Bystander)
        {
            map.Fault("bystander", "false", "a registry answers for the register, not for pages: set bystander: true");
        }
    }
}
