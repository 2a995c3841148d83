using System.Collections.Immutable;
using System.Net;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Tests.Core.Contacts;

public sealed class ProviderMatchTests
{
    [Theory]
    [InlineData("example.com", "wide")]
    [InlineData("www.example.com", "wide")]
    [InlineData("sites.example.com", "narrow")]
    [InlineData("a.sites.example.com", "narrow")]
    [InlineData("A.Sites.Example.COM.", "narrow")]
    [InlineData("notexample.com", "")]
    [InlineData("example.com.evil.test", "")]
    [InlineData("com", "")]
    [InlineData("", "")]
    public void The_most_exact_domain_wins(string host, string id) => Assert.Equal(
        id, string.Join(',', ProviderMatch.ByHost([SomeProvider.Platform("wide", "example.com"), SomeProvider.Platform("narrow", "sites.example.com")], host).Select(p => p.Id)));

    [Fact]
    public void A_shorter_domain_of_another_role_still_counts() => Assert.Equal(
        ["shop", "builder"],
        Ids(ProviderMatch.ByHost([SomeProvider.Platform("shop", "shop.example.com"), SomeProvider.SharedHost("builder", "example.com")], "shop.example.com")));

    [Theory]
    [InlineData("register.example.com", "registry")]
    [InlineData("pages.register.example.com", "pages")]
    [InlineData("www.example.com", "platform")]
    public void A_bystander_stands_alone_where_it_is_most_exact_and_nowhere_else(string host, string id) => Assert.Equal([id], Ids(ProviderMatch.ByHost(
        [
            SomeProvider.Platform("platform", "example.com"),
            SomeProvider.Bystander("registry", "register.example.com"),
            SomeProvider.Platform("pages", "pages.register.example.com"),
        ],
        host)));

    [Theory]
    [InlineData("d1.cdn.test", "cdn")]
    [InlineData("D1.CDN.TEST.", "cdn")]
    [InlineData("shop.builder.cdn.test", "builder")]
    [InlineData("cdn.test.elsewhere.test", "")]
    public void A_name_in_the_chain_says_who_serves(string name, string id) => Assert.Equal(
        id,
        string.Join(',', Ids(ProviderMatch.ByCname(
            [SomeProvider.Cdn("cdn") with { Cnames = ["cdn.test"] }, SomeProvider.Cdn("builder") with { Cnames = ["builder.cdn.test"] }],
            ["first.test", name]))));

    [Theory]
    [InlineData("192.0.2.7", "wide")]
    [InlineData("192.0.2.200", "narrow")]
    [InlineData("::ffff:192.0.2.7", "wide")]
    [InlineData("2001:db8::7", "six")]
    [InlineData("198.51.100.1", "")]
    public void The_narrowest_network_that_holds_an_address_wins(string address, string id) => Assert.Equal(
        id,
        string.Join(',', Ids(ProviderMatch.ByAddress(
            [
                SomeProvider.Host("wide") with { Networks = [IPNetwork.Parse("192.0.2.0/24")] },
                SomeProvider.Host("narrow") with { Networks = [IPNetwork.Parse("192.0.2.128/25")] },
                SomeProvider.Host("six") with { Networks = [IPNetwork.Parse("2001:db8::/32")] },
            ],
            IPAddress.Parse(address)))));

    [Fact]
    public void Autonomous_systems_name_servers_registrars_and_mailboxes_are_looked_up()
    {
        ImmutableArray<Provider> directory =
        [
            SomeProvider.Host("one") with { AsNumbers = [64500], NameServers = ["dns.test"] },
            SomeProvider.Of("two", ProviderKind.Registrar, PartyRole.Registrar) with { RegistrarIds = [9999] },
        ];

        Assert.Equal(["one"], Ids(ProviderMatch.ByAsNumber(directory, 64500)));
        Assert.Empty(ProviderMatch.ByAsNumber(directory, 64501));
        Assert.Equal(["one"], Ids(ProviderMatch.ByNameServer(directory, ["ns1.dns.test.", "ns2.dns.test."])));
        Assert.Equal(["two"], Ids(ProviderMatch.ByRegistrarId(directory, 9999)));
        Assert.Equal(["two"], Ids(ProviderMatch.ByMailbox(directory, "Abuse@TWO.example")));
    }

    [Fact]
    public void Search_engines_and_archives_are_parties_of_every_url() => Assert.Equal(
        ["seeker"],
        Ids(ProviderMatch.Everywhere(
            [SomeProvider.SearchEngine("seeker", "seek.test"), SomeProvider.SearchEngine("switched-off", "off.test") with { Bystander = true }, SomeProvider.Host("host")])));

    [Theory]
    [InlineData("noc@exchange.test", true)]
    [InlineData("noc@lon.exchange.test", true)]
    [InlineData("peering@anyone.example", true)]
    [InlineData("PEERING@anyone.example", true)]
    [InlineData("abuse@carrier.example", false)]
    [InlineData("noc@carrier.example", true)]
    [InlineData("nopeering@anyone.example", false)]
    [InlineData("abuse@pages.exchange.test", false)]
    public void A_bystanders_mailbox_is_known_by_its_domain_its_whole_name_or_its_local_part(string address, bool bystander) => Assert.Equal(
        bystander,
        ProviderMatch.IsBystanderMailbox(
            [
                SomeProvider.Bystander("exchange", "exchange.test") with { Mailboxes = ["peering@", "noc@carrier.example"] },
                SomeProvider.Platform("pages", "pages.exchange.test"),
            ],
            address));

    private static IEnumerable<string> Ids(ImmutableArray<Provider> found) => found.Select(p => p.Id);
}
