using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.ContactLookup;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Contacts.Sources;
using TakedownWorker.Tests.Core.Contacts;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.ContactLookup;

/// <summary>Every source as a real server on loopback.</summary>
public sealed class RouteFinderTests : IAsyncLifetime
{
    private const string Rdap = "application/rdap+json";

    private LookupBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await LookupBench.StartAsync();

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task All_sources_together_give_the_parties_in_order()
    {
        _bench.Rdap.On($"/ip/{_bench.Site.Address}", Answers.Page(Network("abuse@host.net"), Rdap))
            .On("/domain/forum.test", Answers.Page(Domain("desk@registrar.net"), Rdap));
        _bench.Site.On("/.well-known/security.txt", Answers.Page("Contact: mailto:security@forum.net\nExpires: 2099-01-01T00:00:00Z\n", "text/plain"));

        var found = await _bench.ExploreAsync(_bench.Site.NamedUrl("/t/1"));

        Assert.Equal(
            [
                "SiteOperator Email abuse@forum.test Rfc2142 Guessed", "SiteOperator Email security@forum.net SecurityTxt Published",
                "HostingProvider Email abuse@host.net RdapIp Published", "Registrar None desk@registrar.net RdapDomain Published",
            ], Told(found.Routes));
    }

    [Fact]
    public async Task A_registrar_is_written_to_where_the_directory_marks_the_site_dedicated()
    {
        _bench.Rdap.On("/domain/forum.test", Answers.Page(Domain("desk@registrar.net"), Rdap));
        var site = SomeProvider.Platform("leaks", "forum.test") with { Dedicated = true };
        var found = await _bench.ExploreAsync(_bench.Site.NamedUrl("/t/1"), [site]);
        Assert.Equal(["Registrar Email desk@registrar.net RdapDomain Published"], Told(found.Routes));
    }

    [Fact]
    public async Task Behind_a_cdn_the_network_is_not_the_host()
    {
        _bench.Dns.Alias("shop.test", "shop.test.edge.test", "127.0.0.9");
        _bench.Rdap.On("/ip/127.0.0.9", Answers.Page(Network("noc@edge.net"), Rdap));
        var cdn = SomeProvider.Cdn("edge") with { Cnames = ["edge.test"] };
        var found = await _bench.ExploreAsync("https://shop.test/t/1", [cdn]);
        Assert.Equal(["SiteOperator Email abuse@shop.test Rfc2142 Guessed", "Cdn Email abuse@edge.example Directory Published"], Told(found.Routes));
    }

    [Fact]
    public async Task The_origin_as_names_a_host_of_the_directory_and_the_registry_a_further_route_to_it()
    {
        _bench.Dns.Text("4.0.0.127.origin.asn.test", "64500 | 127.0.0.0/8 | DE | ripencc | ");
        _bench.Rdap.On($"/ip/{_bench.Site.Address}", Answers.Page(Network("noc@host.net"), Rdap));
        var host = SomeProvider.Host("server-farm") with { AsNumbers = [64500] };
        var found = await _bench.ExploreAsync(_bench.Site.NamedUrl("/"), [host]);
        var hosts = found.Routes.Where(r => r.Role == PartyRole.HostingProvider).ToList();
        Assert.Equal(["abuse@server-farm.example", "noc@host.net"], hosts.Select(r => r.Address));
        Assert.All(hosts, r => Assert.Equal("server-farm", r.Party));
    }

    [Fact]
    public async Task A_registrys_own_mailbox_is_never_chosen()
    {
        _bench.Rdap.On($"/ip/{_bench.Site.Address}", Answers.Page(Network("abuse@ripe.net"), Rdap));
        var found = await _bench.ExploreAsync(_bench.Site.NamedUrl("/"), [SomeProvider.Bystander("registries", "ripe.net")]);
        Assert.DoesNotContain(found.Routes, r => r.Address.EndsWith("ripe.net", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_rdap_names_no_mailbox_whois_and_the_zone_are_asked()
    {
        _bench.Root.Answer = $"refer: whois2.test:{_bench.Regional.Port}\r\n";
        _bench.Regional.Answer = "inetnum: 127.0.0.0/8\nabuse-mailbox: abuse@host.net\n";
        _bench.Dns.Text("4.0.0.127.abuse.zone.test", "zone@host.net, removed@lacnic.net");
        var found = await _bench.ExploreAsync(_bench.Site.NamedUrl("/"));
        Assert.Equal(["abuse@host.net Whois", "zone@host.net Dns"],
            found.Routes.Where(r => r.Role == PartyRole.HostingProvider).Select(r => $"{r.Address} {r.Source}"));
        Assert.Contains(_bench.Site.Address.ToString(), _bench.Regional.Questions);
        Assert.Contains(found.Notes, n => n is { Source: RouteSource.RdapIp, Text: "not registered there" });
    }

    [Fact]
    public async Task With_everything_silent_the_guess_remains_and_each_source_left_a_note_in_time()
    {
        _bench.Dns.Silent = true;
        _bench.Rdap.On("*", async c => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, c.RequestAborted));
        _bench.Site.On("*", async c => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, c.RequestAborted));
        var began = Stopwatch.StartNew();
        var found = await _bench.ExploreAsync(_bench.Site.NamedUrl("/"), settings: _bench.Settings() with { Total = TimeSpan.FromSeconds(1.5), Each = TimeSpan.FromSeconds(1) });
        Assert.True(began.Elapsed < TimeSpan.FromSeconds(10), began.Elapsed.ToString());
        Assert.Equal("abuse@forum.test", Assert.Single(found.Routes).Address);
        Assert.Contains(found.Notes, n => n.Source == RouteSource.SecurityTxt);
        Assert.Contains(found.Notes, n => n is { Source: RouteSource.RdapDomain, Text: "no answer in time" });
    }

    [Fact]
    public async Task A_kept_answer_is_not_asked_for_again()
    {
        var finder = new RouteFinder([], PublicSuffixes.Empty, _bench.Build().GetRequiredService<RouteGatherer>());
        await finder.ExploreAsync(_bench.Site.NamedUrl("/1"), TestContext.Current.CancellationToken);
        var (dns, rdap, whois) = (_bench.Dns.Asked, _bench.Rdap.Requests.Count, _bench.Root.Questions.Count);
        await finder.ExploreAsync(_bench.Site.NamedUrl("/2"), TestContext.Current.CancellationToken);
        Assert.Equal((dns, rdap, whois), (_bench.Dns.Asked, _bench.Rdap.Requests.Count, _bench.Root.Questions.Count));
        Assert.True(dns > 0 && rdap > 0 && whois > 0);
    }

    [Theory]
    [InlineData("https://board.example/1")]
    [InlineData("https://board.test/1")]
    [InlineData("https://127.0.0.4/1")]
    [InlineData("https://forum.test/1")]
    public void Nobody_is_asked_about_names_that_are_nobodys_business(string url) =>
        Assert.False((_bench.Settings() with { DnsServers = [] }).MayAskAbout(HostName.Of(url)!));

    [Fact]
    public async Task A_domain_that_takes_no_mail_gets_no_guess()
    {
        _bench.Dns.Mail("forum.test", ".");
        Assert.Empty((await _bench.ExploreAsync(_bench.Site.NamedUrl("/"))).Routes);
    }

    [Fact]
    public async Task A_registrar_alone_is_no_route_so_that_a_human_is_asked()
    {
        _bench.Dns.Mail("forum.test", ".");
        _bench.Rdap.On("/domain/forum.test", Answers.Page(Domain("desk@registrar.net"), Rdap));
        var finder = new RouteFinder([], PublicSuffixes.Empty, _bench.Build().GetRequiredService<RouteGatherer>());
        Assert.Empty(await finder.FindAsync(_bench.Site.NamedUrl("/"), TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> Told(IEnumerable<Route> routes) => routes.Select(r => $"{r.Role} {r.Channel} {r.Address} {r.Source} {r.Trust}");

    private static string Network(string email) => Answer("ip network", "abuse", email);

    private static string Domain(string email) => Answer("domain", "registrar\",\"abuse", email);

    private static string Answer(string kind, string role, string email) =>
        $$"""{"objectClassName":"{{kind}}","entities":[{"roles":["{{role}}"],"vcardArray":["vcard",[["email",{},"text","{{email}}"]]]}]}""";
}
