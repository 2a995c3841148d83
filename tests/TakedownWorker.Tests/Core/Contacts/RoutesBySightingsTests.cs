using System.Collections.Immutable;
using System.Net;
using TakedownWorker.Core.Contacts;
using Route = TakedownWorker.Core.Contacts.Route;

namespace TakedownWorker.Tests.Core.Contacts;

/// <summary>Parties found by what DNS and the routing system say of a host.</summary>
public sealed class RoutesBySightingsTests
{
    private static readonly Provider Front = SomeProvider.Cdn("front") with
    {
        Cnames = ["front.test"], AsNumbers = [64500], Networks = [IPNetwork.Parse("192.0.2.0/24")], NameServers = ["ns.front.test"],
    };

    private static readonly Provider Metal = SomeProvider.Host("metal") with
    {
        AsNumbers = [64501], Networks = [IPNetwork.Parse("198.51.100.0/24")], NameServers = ["ns.metal.test"],
    };

    private static readonly Provider Shared = SomeProvider.SharedHost("shared") with { Cnames = ["sites.shared.test"], NameServers = ["dns.shared.test"] };

    private static readonly HostSightings Board = new() { Host = "board.example" };

    [Fact]
    public void The_host_of_an_address_is_found_by_its_network() =>
        Assert.Equal(["hosting-provider metal published"], Parties(Board with { Addresses = [IPAddress.Parse("198.51.100.9")] }));

    [Fact]
    public void The_host_of_an_address_is_found_by_its_autonomous_system() =>
        Assert.Equal(["hosting-provider metal published"], Parties(Board with { AsNumbers = [64501] }));

    [Theory]
    [InlineData("edge.front.test", null, null)]
    [InlineData(null, "192.0.2.80", null)]
    [InlineData(null, null, 64500L)]
    public void A_CDN_in_front_is_asked_and_no_host_is_claimed(string? cname, string? address, long? number)
    {
        var seen = Board with
        {
            CnameChain = cname is null ? [] : [cname],
            Addresses = address is null ? [] : [IPAddress.Parse(address)],
            AsNumbers = number is { } n ? [n, 64501] : [64501],
        };

        var cdn = Assert.Single(Found(seen));

        Assert.Equal((PartyRole.Cdn, "front"), (cdn.Role, cdn.Party));
        Assert.Contains("which host is behind", cdn.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_at_a_CDNs_name_servers_need_not_pass_through_it() => Assert.Equal(
        ["hosting-provider metal published"],
        Parties(Board with { NameServers = ["a.ns.front.test"], Addresses = [IPAddress.Parse("198.51.100.9")] }));

    [Fact]
    public void Behind_a_CDN_a_CNAME_still_names_the_shared_host() => Assert.Equal(
        ["hosting-provider shared published", "cdn front published"],
        Parties(Board with { CnameChain = ["board.sites.shared.test", "edge.front.test"], Addresses = [IPAddress.Parse("192.0.2.80")] }));

    [Fact]
    public void A_platform_that_a_CNAME_leads_to_is_the_operator_and_none_is_guessed_beside_it() => Assert.Equal(
        ["site-operator blogs published"],
        Lines(Board with { CnameChain = ["custom.blogs.test"] }, SomeProvider.Platform("blogs", "blogs.test") with { Cnames = ["custom.blogs.test"] }));

    [Fact]
    public void At_a_CDNs_own_domain_its_autonomous_system_is_no_host() => Assert.Equal(
        ["cdn edge published"],
        Lines(Board with { AsNumbers = [64501] }, Metal, SomeProvider.Cdn("edge") with { Domains = ["board.example"] }));

    [Fact]
    public void An_address_outside_the_CDN_names_its_host_beside_it() => Assert.Equal(
        ["hosting-provider metal published", "cdn front published"],
        Parties(Board with { Addresses = [IPAddress.Parse("192.0.2.80"), IPAddress.Parse("198.51.100.9")] }));

    [Fact]
    public void Name_servers_of_a_shared_host_are_a_guess_and_only_where_nothing_better_is_known()
    {
        Assert.Equal(["hosting-provider shared guessed"], Parties(Board with { NameServers = ["ns1.dns.shared.test"] }));
        Assert.Equal(
            ["hosting-provider metal published"], Parties(Board with { NameServers = ["ns1.dns.shared.test"], AsNumbers = [64501] }));
        Assert.Empty(Parties(Board with { NameServers = ["ns.metal.test"] }));
    }

    [Fact]
    public void A_bystander_found_by_its_network_is_nobody() => Assert.Empty(Parties(
        Board with { Addresses = [IPAddress.Parse("203.0.113.1")] },
        SomeProvider.Bystander("exchange") with { Networks = [IPNetwork.Parse("203.0.113.0/24")] }));

    [Fact]
    public void A_route_whose_mailbox_is_a_bystanders_is_left_out() => Assert.Empty(Parties(
        Board with { AsNumbers = [64501] }, SomeProvider.Bystander("registry", "metal.example")));

    [Fact]
    public void A_dedicated_site_is_skipped_and_its_host_and_registrar_are_asked()
    {
        var seen = Board with { AsNumbers = [64501], RegistrarId = 9999 };
        var site = SomeProvider.Platform("site", "board.example");
        var registrar = SomeProvider.Of("names", ProviderKind.Registrar, PartyRole.Registrar) with { RegistrarIds = [9999] };

        Assert.Equal(["site-operator site published", "hosting-provider metal published"], Lines(seen, Front, Metal, site, registrar));
        Assert.Equal(
            ["hosting-provider metal published", "registrar names published"], Lines(seen, Front, Metal, site with { Dedicated = true }, registrar));
    }

    [Fact]
    public void A_search_engine_is_no_host_and_no_mailbox_is_guessed_at_it()
    {
        var seeker = SomeProvider.SearchEngine("seeker", "board.example");

        Assert.Equal(["search-engine seeker published"], Lines(Board, seeker));
        Assert.Equal(["search-engine seeker published"], RouteChoiceRule.Everywhere([Metal, seeker]).Select(Line));
    }

    [Fact]
    public void Search_engines_are_not_among_the_routes_of_other_sites() =>
        Assert.Equal(["hosting-provider metal published"], Parties(Board with { AsNumbers = [64501] }, SomeProvider.SearchEngine("seeker", "seek.test")));

    [Fact]
    public void An_archive_is_the_operator_of_its_copies()
    {
        var archive = SomeProvider.Of("vault", ProviderKind.Archive, PartyRole.Archive) with { Domains = ["board.example"], Everywhere = true };

        Assert.Equal(["site-operator vault published"], Lines(Board, archive));
        Assert.Equal(["archive vault published"], RouteChoiceRule.Everywhere([archive]).Select(Line));
    }

    [Fact]
    public void One_address_is_used_once_by_the_party_nearest_to_the_material()
    {
        var hosted = SomeProvider.SharedHost("hosted", "board.example") with { Routes = Front.Routes };

        Assert.Equal(
            ["hosting-provider hosted published"],
            Lines(Board with { Addresses = [IPAddress.Parse("192.0.2.80")] }, Front, hosted));
    }

    [Theory]
    [InlineData("board.example", "")]
    [InlineData("pages.board.example", "")]
    [InlineData("www.other.example", "abuse@other.example")]
    public void No_mailbox_is_guessed_at_the_providers_own_domain(string host, string guess) => Assert.Equal(
        guess,
        string.Join(',', Choose(Board with { Host = host }, SomeProvider.SharedHost("hosted", "board.example", "pages.board.example")).Where(r => r.Trust == RouteTrust.Guessed).Select(r => r.Address)));

    [Fact]
    public void A_verified_route_comes_before_a_published_one()
    {
        var two = Metal with { Routes = [Metal.Routes[0], Metal.Routes[0] with { Address = "desk@metal.example", Trust = RouteTrust.Verified }] };

        Assert.Equal(["desk@metal.example", "abuse@metal.example"], Choose(Board with { AsNumbers = [64501] }, two).Skip(1).Select(r => r.Address));
    }

    [Fact]
    public void A_route_says_whether_reports_are_forwarded() => Assert.Equal(
        Forwarding.Always, Choose(Board with { AsNumbers = [64501] }, Metal with { Forwards = Forwarding.Always })[^1].Forwards);

    /// <summary>Without the guess at the site's own mailbox, which stands first everywhere.</summary>
    private static IEnumerable<string> Parties(HostSightings seen, params Provider[] more) => Found(seen, more).Select(Line);

    private static IEnumerable<Route> Found(HostSightings seen, params Provider[] more)
    {
        var routes = Choose(seen, [Front, Metal, Shared, .. more]);
        Assert.Equal("abuse@board.example", routes[0].Address);
        return routes.Skip(1);
    }

    private static IEnumerable<string> Lines(HostSightings seen, params Provider[] directory) => Choose(seen, directory).Select(Line);

    private static ImmutableArray<Route> Choose(HostSightings seen, params Provider[] directory) =>
        RouteChoiceRule.Choose(seen, [.. directory], PublicSuffixes.Parse("example"));

    private static string Line(Route route)
    {
        var line = ContactLine.Of(route);
        return $"{line.Party} {route.Party} {line.Trust}";
    }
}
