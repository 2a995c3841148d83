using System.Net;
using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Packs;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Packs;

/// <summary>The directory as it is shipped, and folders of an organisation laid over it.</summary>
public sealed class ProviderDirectoryTests
{
    private static readonly IReadOnlyList<Provider> Shipped = SomeLetter.Packs.Providers;

    [Fact]
    public void At_least_eighty_real_providers_can_be_reached() => Assert.True(Shipped.Count(p => !p.Bystander) >= 80, $"{Shipped.Count(p => !p.Bystander)}");

    [Fact]
    public void Every_kind_is_there() =>
        Assert.Equal(Enum.GetValues<ProviderKind>(), Shipped.Select(p => p.Kind).Distinct().Order());

    [Fact]
    public void Every_file_names_its_source_and_a_day_on_which_it_was_read() => Assert.Empty(Shipped
        .Where(p => p.Source.Length < 10 || p.Checked < new LocalDate(2026, 11, 1) || !p.Source.Contains('.', StringComparison.Ordinal))
        .Select(p => p.Id));

    [Fact]
    public void Nobody_has_written_to_any_of_them_yet_so_no_route_is_called_verified() =>
        Assert.Empty(Shipped.Where(p => p.Routes.Any(r => r.Trust != RouteTrust.Published)).Select(p => p.Id));

    [Fact]
    public void Every_file_is_named_by_its_id()
    {
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Providers"), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f));

        Assert.Equal(Shipped.Select(p => p.Id).Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_form_is_reached_encrypted_and_says_what_it_asks() => Assert.Empty(Shipped
        .SelectMany(p => p.Routes.Where(r => r.Channel == Channel.Form).Select(r => (p.Id, Route: r)))
        .Where(x => !x.Route.Address.StartsWith("https://", StringComparison.Ordinal) || x.Route.Fields.IsEmpty)
        .Select(x => x.Id));

    [Fact]
    public void No_shipped_mailbox_is_a_bystanders() => Assert.Empty(Shipped
        .SelectMany(p => p.Routes)
        .Where(r => RouteChoiceRule.IsBystander(r.Address, [.. Shipped]))
        .Select(r => r.Address));

    [Theory]
    [InlineData("104.16.1.2", "cloudflare")]
    [InlineData("2606:4700::1", "cloudflare")]
    [InlineData("151.101.1.195", "fastly")]
    [InlineData("198.51.100.1", "")]
    public void Networks_of_CDNs_are_known(string address, string id) =>
        Assert.Equal(id, string.Join(',', ProviderMatch.ByAddress([.. Shipped], IPAddress.Parse(address)).Select(p => p.Id)));

    [Theory]
    [InlineData(24940, "hetzner")]
    [InlineData(16276, "ovh")]
    [InlineData(16509, "aws")]
    [InlineData(13335, "cloudflare")]
    [InlineData(64500, "")]
    public void Autonomous_systems_of_large_hosts_are_known(long number, string id) =>
        Assert.Equal(id, string.Join(',', ProviderMatch.ByAsNumber([.. Shipped], number).Select(p => p.Id)));

    [Theory]
    [InlineData("https://sites.google.com/view/x", "hosting-provider google-sites")]
    [InlineData("https://www.google.com/search?q=x", "search-engine google-search")]
    [InlineData("https://user.blogspot.com/2026/x", "site-operator user.blogspot.com, hosting-provider blogger")]
    [InlineData("https://web.archive.org/web/2026/https://board.example/", "site-operator internet-archive")]
    [InlineData("https://i.imgur.com/x.jpg", "site-operator imgur")]
    [InlineData("https://de.xhamster.com/videos/x", "site-operator xhamster")]
    [InlineData("https://lon.linx.net/x", "")]
    [InlineData("https://www.phpbb.com/community/x", "")]
    public void Parties_of_well_known_addresses(string url, string parties) => Assert.Equal(
        parties,
        string.Join(", ", RouteChoiceRule.Choose(url, [.. Shipped], SomeLetter.Packs.Suffixes).Select(r => $"{ContactLine.Of(r).Party} {r.Party}").Distinct()));

    [Fact]
    public void Behind_Cloudflare_only_Cloudflare_is_asked_and_its_API_is_a_route_that_no_letter_takes()
    {
        var seen = new HostSightings { Host = "board.example", Addresses = [IPAddress.Parse("104.16.1.2")], AsNumbers = [13335] };

        var routes = RouteChoiceRule.Choose(seen, [.. Shipped], SomeLetter.Packs.Suffixes);

        Assert.Equal(
            [(PartyRole.SiteOperator, Channel.Email), (PartyRole.Cdn, Channel.Form), (PartyRole.Cdn, Channel.Api)], routes.Select(r => (r.Role, r.Channel)));
        Assert.Equal(Forwarding.Choice, routes[1].Forwards);
        var takedown = Some.Takedown() with { Routes = routes };
        Assert.Equal([Channel.Form], PartyRoute.For(takedown, [PartyRole.Cdn]).Select(p => p.Route.Channel));
    }

    [Fact]
    public void A_board_on_a_hosted_service_is_known_by_its_CNAME()
    {
        var seen = new HostSightings { Host = "board.example", CnameChain = ["kettles.hosted-by-discourse.com."] };

        Assert.Contains(RouteChoiceRule.Choose(seen, [.. Shipped], SomeLetter.Packs.Suffixes), r => r is { Role: PartyRole.HostingProvider, Party: "discourse-hosted" });
    }

    [Fact]
    public void Search_engines_and_archives_stand_apart_and_hide_only() => Assert.Equal(
        ["archive-today", "bing", "duckduckgo", "google-search", "internet-archive", "yandex-search"],
        RouteChoiceRule.Everywhere([.. Shipped]).Select(r => r.Party).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Mailboxes_that_other_tools_leave_out_are_left_out()
    {
        using var traps = SharedData.Json("providers/directory-traps.json");
        var patterns = traps.RootElement.GetProperty("lookyloo_ignore").EnumerateArray().Select(e => e.GetString()!).ToList();

        // Of Akamai and Google we want the abuse desks; the rest of the list names nobody who could act.
        string[] kept = ["akamai.com$", "google.com$", "registrar-email"];
        var written = patterns.Except(kept).Where(p => !RouteChoiceRule.IsBystander(Mailbox(p), [.. Shipped]));

        Assert.Empty(written);
    }

    [Fact]
    public void Legal_bases_that_files_may_name_are_those_of_the_research()
    {
        using var json = SharedData.Json("../legal/legal-bases.json");
        var researched = json.RootElement.GetProperty("bases").EnumerateArray().Select(b => b.GetProperty("id").GetString()!).ToHashSet(StringComparer.Ordinal);

        Assert.Subset(researched, ProviderBases.NotWrittenYet.ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_of_the_organisation_adds_replaces_and_takes_away()
    {
        using var packs = new PlantedPacks();
        packs.Write("Own/kettles.yaml", Entry("kettles", "domains: [kettles.test]"))
            .Write("Own/imgur.yaml", Entry("imgur", "domains: [imgur.com]"))
            .Write("Own/reddit.yaml", Entry("reddit", "domains: [reddit.com]\nbystander: true").Replace("- { channel: email, address: abuse@kettles.test, trust: verified }", "", StringComparison.Ordinal).Replace("routes:", "routes: []", StringComparison.Ordinal));

        var loaded = PackLoader.Load(packs.Folders with { Directories = [Path.Combine(packs.Folder, "Own")] });

        Assert.Equal(Shipped.Count + 1, loaded.Providers.Length);
        Assert.Equal("abuse@kettles.test verified", At("https://kettles.test/"));
        Assert.Equal("abuse@kettles.test verified", At("https://imgur.com/x"));
        Assert.Equal("", At("https://reddit.com/x"));

        string At(string url) => string.Join(
            ',', RouteChoiceRule.Choose(url, loaded.Providers, loaded.Suffixes).Select(r => $"{r.Address} {ContactLine.Of(r).Trust}"));
    }

    [Fact]
    public void A_broken_file_of_the_organisation_stops_the_start_with_file_and_line()
    {
        using var packs = new PlantedPacks();
        packs.Write("Own/kettles.yaml", Entry("kettles", "networks: [192.0.2.0/33]"));

        var e = Assert.Throws<InvalidPacksException>(() => PackLoader.Load(packs.Folders with { Directories = [Path.Combine(packs.Folder, "Own")] }));

        Assert.Contains("Own/kettles.yaml:4: networks = \"192.0.2.0/33\"", e.Message, StringComparison.Ordinal);
    }

    private static string Entry(string id, string how) => $$"""
        id: {{id}}
        name: Kettles
        kind: platform
        {{how}}
        routes:
          - { channel: email, address: abuse@kettles.test, trust: verified }
        source: made up for the test
        checked: 2026-11-24
        """;

    private static string Mailbox(string pattern) =>
        pattern.EndsWith('$') ? "someone@" + pattern.TrimEnd('$') : pattern.EndsWith('@') ? pattern + "carrier.example" : pattern;
}
