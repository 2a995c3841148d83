using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>
/// What registries publish for the network that serves the page reaches its host, unless a CDN stands in front: then the network
/// is the CDN's (CON-04). A registrar is shown, and written to only where the directory marks the site dedicated (CON-05).
/// security.txt is for vulnerabilities and comes last of its party. Bystanders are left out everywhere (CON-03).
/// </summary>
internal static class MergedRoutes
{
    private const string OnlyDedicated = "A registrar is written to only where the site is dedicated to such material or a court reference is recorded.";

    /// <summary>Every route in the order in which it is used: by role, then trust; one address once.</summary>
    public static ImmutableArray<Route> Merge(LookedUp found, ImmutableArray<Provider> directory, PublicSuffixes suffixes)
    {
        var host = found.Seen.Host;
        var served = ProviderMatch.ByHost(directory, host);
        if (served.Any(p => p.Bystander))
        {
            return [];
        }

        var known = RouteChoiceRule.Choose(found.Seen, directory, suffixes)
            .Where(r => !(found.TakesNoMail && r.Source == RouteSource.Rfc2142))
            .ToImmutableArray();
        var operatorKnown = known.Any(r => r.Role == PartyRole.SiteOperator && r.Source == RouteSource.Directory);
        var dedicated = served.Any(p => p.Dedicated);
        return
        [
            .. known
                .Concat(known.Any(r => r.Role == PartyRole.Cdn) ? [] : OfHost(found, known, directory, suffixes))
                .Concat(found.Registrar.Select(m => OfRegistrar(m, dedicated, directory, suffixes)))
                .Concat(operatorKnown || dedicated ? [] : OfSite(found, suffixes))
                .Where(r => !RouteChoiceRule.IsBystander(r.Address, directory) && RouteChoiceRule.AddressFault(r.Channel, r.Address) is null)
                .OrderBy(r => r.Role)
                .ThenBy(r => r.Source == RouteSource.SecurityTxt)
                .ThenBy(r => r.Trust)
                .DistinctBy(r => r.Key),
        ];
    }

    /// <summary>Where the directory knows one host already, these are further routes to it and no second party.</summary>
    private static IEnumerable<Route> OfHost(LookedUp found, ImmutableArray<Route> known, ImmutableArray<Provider> directory, PublicSuffixes suffixes)
    {
        var hosts = known.Where(r => r.Role == PartyRole.HostingProvider).Select(r => r.Party).Distinct(StringComparer.Ordinal).ToList();
        string? first = hosts.Count == 1 ? hosts[0] : null;
        foreach (var mailbox in found.Network)
        {
            var route = Of(mailbox, PartyRole.HostingProvider, directory, suffixes);
            first ??= route.Party;
            yield return route with { Party = first, Jurisdiction = route.Jurisdiction ?? found.NetworkCountry };
        }
    }

    private static Route OfRegistrar(FoundMailbox mailbox, bool dedicated, ImmutableArray<Provider> directory, PublicSuffixes suffixes)
    {
        var route = Of(mailbox, PartyRole.Registrar, directory, suffixes);
        return dedicated ? route with { ForDedicatedSite = true } : route with { Channel = Channel.None, Note = route.Note is null ? OnlyDedicated : $"{route.Note} {OnlyDedicated}" };
    }

    private static IEnumerable<Route> OfSite(LookedUp found, PublicSuffixes suffixes)
    {
        if (found.Site is not { Usable: true } site)
        {
            yield break;
        }

        var contacts = site.Emails.Select(e => (Channel: Channel.Email, Address: e)).Concat(site.Forms.Select(f => (Channel: Channel.Form, Address: f)));
        foreach (var (channel, address) in contacts)
        {
            yield return new Route
            {
                Role = PartyRole.SiteOperator,
                Party = suffixes.RegistrableDomain(found.Seen.Host) ?? found.Seen.Host,
                Channel = channel,
                Address = address,
                Source = RouteSource.SecurityTxt,
                Trust = RouteTrust.Published,
                Languages = site.Languages.IsEmpty ? ["en"] : site.Languages,
                Note = SecurityTxt.Purpose,
            };
        }
    }

    /// <summary>A mailbox that the directory has as well is better known there.</summary>
    private static Route Of(FoundMailbox mailbox, PartyRole role, ImmutableArray<Provider> directory, PublicSuffixes suffixes)
    {
        var domain = mailbox.Address[(mailbox.Address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var route = new Route
        {
            Role = role,
            Party = suffixes.RegistrableDomain(domain) ?? domain,
            Channel = Channel.Email,
            Address = mailbox.Address,
            Source = mailbox.Source,
            Trust = RouteTrust.Published,
            Note = mailbox.Note,
        };
        return ProviderMatch.ByMailbox(directory, mailbox.Address).FirstOrDefault(p => p.Role == role) is { } provider
            ? route with
            {
                Party = provider.Id,
                Languages = provider.Languages,
                Jurisdiction = provider.Jurisdiction,
                Bases = provider.Bases,
                RemindersWelcome = provider.RemindersWelcome,
                Forwards = provider.Forwards,
            }
            : route;
    }
}
