using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.ContactLookup;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.ContactLookup;

/// <summary>What servers of registries do to a client: pauses, circles, floods, private places.</summary>
public sealed class RegistryClientTests : IAsyncLifetime
{
    private const string Good = """{"objectClassName":"domain","entities":[{"roles":["abuse"],"vcardArray":["vcard",[["email",{},"text","abuse@host.net"]]]}]}""";

    private static readonly IPAddress Some = IPAddress.Parse("127.0.0.9");

    private LookupBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await LookupBench.StartAsync();

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_server_that_asks_for_a_pause_is_asked_again_after_it()
    {
        _bench.Rdap.On("/domain/a.test", Answers.Then(Answers.Status(429, ("Retry-After", "1")), Answers.Page(Good)));
        Assert.Equal("abuse@host.net", Assert.Single((await DomainAsync()).Value!.AbuseEmails));
        Assert.Equal(2, _bench.Rdap.Requests.Count);
    }

    [Fact]
    public async Task A_long_pause_is_not_waited_for()
    {
        _bench.Rdap.On("/domain/a.test", Answers.Status(429, ("Retry-After", "3600")));
        Assert.Equal("asked too often", (await DomainAsync()).Note);
        Assert.Single(_bench.Rdap.Requests);
    }

    [Fact]
    public async Task The_registrar_is_asked_where_the_registry_names_no_mailbox()
    {
        var registrar = _bench.Hosts["registrar.test"].On("/domain/A.TEST", Answers.Page(Good));
        _bench.Rdap.On("/domain/a.test", Answers.Page(Referral(registrar.Url("/domain/A.TEST"))));
        Assert.Equal("abuse@host.net", Assert.Single((await DomainAsync()).Value!.AbuseEmails));
    }

    [Fact]
    public async Task A_referral_back_to_itself_ends_with_a_note_and_what_was_said_stands()
    {
        _bench.Rdap.On("/domain/a.test", Answers.Page(Referral(_bench.Rdap.Url("/domain/a.test"))));
        var answer = await DomainAsync();
        Assert.Contains("referral: referrals in a circle", answer.Value!.Notes);
        Assert.Single(_bench.Rdap.Requests);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        _bench.Rdap.On("/domain/a.test", Answers.Redirect("/x")).On("/x", Answers.Redirect("/domain/a.test"));
        Assert.Equal("referrals in a circle", (await DomainAsync()).Note);
    }

    [Fact]
    public async Task A_redirect_to_a_private_place_is_not_followed()
    {
        _bench.Rdap.On("/domain/a.test", Answers.Redirect("http://10.0.0.1/"));
        Assert.Equal(PinnedConnect.Refused, (await DomainAsync()).Note);
    }

    [Fact]
    public async Task A_flood_is_cut()
    {
        _bench.Rdap.On("/domain/a.test", async context =>
        {
            var block = new byte[64 * 1024];
            for (var i = 0; i < 800 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        Assert.Equal("too-large", (await DomainAsync()).Note);
    }

    [Fact]
    public async Task Whois_servers_that_refer_to_each_other_are_each_asked_once()
    {
        _bench.Root.Answer = $"netname: X\nrefer: whois2.test:{_bench.Regional.Port}\n";
        _bench.Regional.Answer = $"netname: Y\nrefer: whois.test:{_bench.Root.Port}\n";
        var answer = await WhoisAsync();
        Assert.Equal("Y", answer.Value!.NetName);
        Assert.Contains("referrals in a circle", answer.Value.Notes);
        Assert.Equal((1, 1), (_bench.Root.Questions.Count, _bench.Regional.Questions.Count));
    }

    [Fact]
    public async Task A_whois_server_that_is_not_there_leaves_what_was_said()
    {
        _bench.Root.Answer = $"OrgAbuseEmail: abuse@host.net\nReferralServer: whois://nowhere.test:{_bench.Regional.Port}\n";
        var answer = await WhoisAsync();
        Assert.Equal("abuse@host.net", Assert.Single(answer.Value!.AbuseEmails));
        Assert.Contains("its name has no address", answer.Value.Notes);
    }

    [Fact]
    public async Task A_referral_to_no_name_leaves_what_was_said()
    {
        _bench.Root.Answer = "OrgAbuseEmail: abuse@host.net\nReferralServer: whois://whois..test\n";
        Assert.Equal("abuse@host.net", Assert.Single((await WhoisAsync()).Value!.AbuseEmails));
    }

    private Task<SourceAnswer<TakedownWorker.Core.Contacts.Sources.RdapAnswer>> DomainAsync() =>
        _bench.Build().GetRequiredService<RdapLookup>().DomainAsync("a.test", TestContext.Current.CancellationToken);

    private Task<SourceAnswer<TakedownWorker.Core.Contacts.Sources.WhoisAnswer>> WhoisAsync() =>
        _bench.Build().GetRequiredService<WhoisLookup>().AddressAsync(Some, TestContext.Current.CancellationToken);

    private static string Referral(string address) =>
        $$"""{"objectClassName":"domain","links":[{"rel":"related","type":"application/rdap+json","href":"{{address}}"}]}""";
}
