using TakedownWorker.Core.Contacts;
using TakedownWorker.Tests.Packs;
using TakedownWorker.Tests.Support;
using Route = TakedownWorker.Core.Contacts.Route;

namespace TakedownWorker.Tests.Core.Contacts;

public sealed class RouteChoiceRuleTests
{
    [Fact]
    public void What_the_directory_knows_comes_first_and_nothing_is_guessed_beside_it()
    {
        var route = Assert.Single(Choose("https://t.me/channel/1"));

        Assert.Equal(("telegram", RouteSource.Directory, RouteTrust.Published), (route.Party, route.Source, route.Trust));
    }

    [Theory]
    [InlineData("https://board.example.co.uk/t/1", "abuse@example.co.uk")]
    [InlineData("https://a.b.board.example:8443/t/1", "abuse@board.example")]
    [InlineData("https://user@board.example/", "abuse@board.example")]
    [InlineData("https://BÜCHER.example/", "abuse@xn--bcher-kva.example")]
    [InlineData("http://board.test/x", "abuse@board.test")]
    public void Where_nothing_is_known_the_role_mailbox_of_the_domain_is_a_guess(string url, string address)
    {
        var route = Assert.Single(Choose(url));

        Assert.Equal((address, RouteTrust.Guessed, RouteSource.Rfc2142), (route.Address, route.Trust, route.Source));
    }

    [Theory]
    [InlineData("http://192.0.2.1/x")]
    [InlineData("http://[2001:db8::1]/x")]
    [InlineData("http://0x7f.1/x")]
    [InlineData("http://2130706433/x")]
    [InlineData("https://co.uk/")]
    [InlineData("https://localhost/")]
    [InlineData("ftp://board.example/")]
    [InlineData("not an address")]
    public void Where_there_is_no_registrable_domain_nobody_is_guessed(string url) => Assert.Empty(Choose(url));

    [Fact]
    public void A_known_host_company_stands_beside_the_guessed_operator_in_order()
    {
        var routes = Choose("https://site.workers.dev/x");

        Assert.Equal([PartyRole.SiteOperator, PartyRole.HostingProvider], routes.Select(r => r.Role));
        Assert.Equal(Channel.Form, routes[1].Channel);
    }

    [Theory]
    [InlineData("https://www.ripe.net/page")]
    [InlineData("https://lists.arin.net/page")]
    public void Bystanders_are_never_written_to(string url) => Assert.Empty(Choose(url));

    [Fact]
    public void A_name_that_only_ends_alike_is_another_site() =>
        Assert.Equal("abuse@not-t.me", Assert.Single(Choose("https://not-t.me/")).Address);

    [Theory]
    [InlineData("abuse@a.example", null)]
    [InlineData("abuse@ibi@ibi.net", "bare e-mail")]
    [InlineData("abuse@signdomains.com,", "bare e-mail")]
    [InlineData("abuse@dotology.com.", "bare e-mail")]
    [InlineData("https://www.namebay.com/abus/", "bare e-mail")]
    [InlineData("abuse@wildwestdomains.com ", "bare e-mail")]
    [InlineData("", "bare e-mail")]
    public void An_address_that_cannot_be_written_to_is_no_route(string address, string? fault)
    {
        var found = RouteChoiceRule.AddressFault(Channel.Email, address);

        Assert.Equal(fault is null, found is null);
    }

    [Fact]
    public void Contact_lines_use_the_words_of_the_contract()
    {
        var line = ContactLine.Of(Assert.Single(Choose("https://board.example/")));

        Assert.Equal(("site-operator", "email", "rfc2142", "guessed"), (line.Party, line.Channel, line.Source, line.Trust));
    }

    private static IReadOnlyList<Route> Choose(string url) =>
        RouteChoiceRule.Choose(url, SomeLetter.Packs.Providers, SomeLetter.Packs.Suffixes);
}

public sealed class PublicSuffixesTests
{
    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("example.co.uk", "example.co.uk")]
    [InlineData("co.uk", null)]
    [InlineData("www.ck", "www.ck")]
    [InlineData("foo.bar.ck", "foo.bar.ck")]
    [InlineData("user.github.io", "user.github.io")]
    [InlineData("食狮.中国", "xn--85x722f.xn--fiqs8s")]
    [InlineData("board.test", "board.test")]
    public void The_registrable_domain_is_one_label_below_the_public_suffix(string host, string? domain) =>
        Assert.Equal(domain, SomeLetter.Packs.Suffixes.RegistrableDomain(host));

    [Fact]
    public void The_lists_own_test_cases_agree()
    {
        using var json = SharedData.Json("url/psl-tests.json");
        var wrong = new List<string>();
        foreach (var test in json.RootElement.GetProperty("cases").EnumerateArray())
        {
            var (input, expected) = (test.GetProperty("input").GetString(), test.GetProperty("registrable").GetString());
            var ascii = expected is null ? null : HostName.Normalise(expected);
            if (input is not null && SomeLetter.Packs.Suffixes.RegistrableDomain(input) is var actual && actual != ascii)
            {
                wrong.Add($"{input}: {actual ?? "none"} instead of {ascii ?? "none"}");
            }
        }

        Assert.Empty(wrong);
    }
}
