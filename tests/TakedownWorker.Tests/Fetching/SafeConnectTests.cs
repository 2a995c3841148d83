using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

public sealed class SafeConnectTests : IAsyncLifetime
{
    private ScriptedHosts _hosts = null!;

    private ScriptedHost Board => _hosts["board.test"];

    public async ValueTask InitializeAsync() => _hosts = await ScriptedHosts.StartAsync("board.test", "inner.test");

    public ValueTask DisposeAsync() => _hosts.DisposeAsync();

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("[::ffff:127.0.0.2]")]
    [InlineData("localhost")]
    public async Task By_default_loopback_is_refused_and_not_connected_to(string host)
    {
        using var fetching = TestFetching.With(new FetchSettings());
        var facts = await fetching.LookAsync($"http://{host}:{Board.Port}/");
        Assert.Equal((LookFailure.PrivateAddress, 0), (facts.Failure, Board.Requests.Count));
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[64:ff9b::7f00:2]")]
    [InlineData("[::127.0.0.2]")]
    [InlineData("169.254.169.254")]
    public async Task An_open_network_opens_no_other(string host)
    {
        using var fetching = TestFetching.With(TestFetching.OpenTo(_hosts));
        Assert.Equal(LookFailure.PrivateAddress, (await fetching.LookAsync($"http://{host}/")).Failure);
    }

    [Fact]
    public async Task A_second_answer_of_the_resolver_has_no_moment_to_slip_in()
    {
        var resolver = new ScriptedResolver(["127.0.0.2"], ["127.0.0.3"]);
        Board.On("/", Answers.Page("outside"));
        using var fetching = Resolving(resolver, "127.0.0.2/32");
        var facts = await fetching.LookAsync($"http://rebind.test:{Board.Port}/");
        Assert.Equal((200, 1, 1), (facts.Status, resolver.Asked, Board.Requests.Count));
    }

    [Fact]
    public async Task The_second_answer_is_checked_when_it_is_used()
    {
        var resolver = new ScriptedResolver(["127.0.0.2"], ["127.0.0.3"]);
        Board.On("/", Answers.Status(200, ("Connection", "close")));
        using var fetching = Resolving(resolver, "127.0.0.2/32");
        await fetching.LookAsync($"http://rebind.test:{Board.Port}/");
        var facts = await fetching.LookAsync($"http://rebind.test:{_hosts["inner.test"].Port}/");
        Assert.Equal((LookFailure.PrivateAddress, 0), (facts.Failure, _hosts["inner.test"].Requests.Count));
    }

    [Theory]
    [InlineData("127.0.0.2", "10.0.0.1")]
    [InlineData("10.0.0.1", "127.0.0.2")]
    [InlineData("127.0.0.2", "::1")]
    public async Task Mixed_answers_are_refused_whole(string first, string second)
    {
        using var fetching = Resolving(new ScriptedResolver([first, second]), "127.0.0.2/32");
        var facts = await fetching.LookAsync($"http://mixed.test:{Board.Port}/");
        Assert.Equal((LookFailure.PrivateAddress, 0), (facts.Failure, Board.Requests.Count));
    }

    [Fact]
    public async Task A_name_without_an_address_is_a_dns_failure()
    {
        using var fetching = Resolving(new ScriptedResolver([[]]), "127.0.0.2/32");
        Assert.Equal(LookFailure.DnsFailure, (await fetching.LookAsync("http://empty.test/")).Failure);
    }

    [Fact]
    public async Task A_name_that_the_system_does_not_know_is_a_dns_failure()
    {
        using var fetching = TestFetching.With(TestFetching.OpenTo(_hosts));
        Assert.Equal(LookFailure.DnsFailure, (await fetching.LookAsync("http://nowhere.invalid/")).Failure);
    }

    [Fact]
    public async Task The_next_address_is_tried_when_one_refuses()
    {
        Board.On("/", Answers.Page("here"));
        using var fetching = Resolving(new ScriptedResolver(["127.0.0.99", "127.0.0.2"]), "127.0.0.0/8");
        Assert.Equal(200, (await fetching.LookAsync($"http://two.test:{Board.Port}/")).Status);
    }

    [Fact]
    public async Task A_redirect_to_an_address_that_is_not_public_is_refused()
    {
        Board.On("/a", Answers.Redirect(_hosts["inner.test"].Url("/secret")));
        using var fetching = Resolving(new ScriptedResolver([]), "127.0.0.2/32");
        var facts = await fetching.LookAsync(Board.Url("/a"));
        Assert.Equal(
            (LookFailure.PrivateAddress, 2, 0), (facts.Failure, facts.Hops.Length, _hosts["inner.test"].Requests.Count));
    }

    [Fact]
    public async Task A_public_address_is_asked_on_web_ports_only()
    {
        // Refused before any packet: the port is looked at before the socket is opened.
        using var fetching = TestFetching.With(new FetchSettings());
        Assert.Equal(LookFailure.PortRefused, (await fetching.LookAsync("http://1.1.1.1:25/")).Failure);
    }

    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("1.1.1.1")]
    public async Task The_host_map_leads_nowhere_outside_the_open_networks(string mapped)
    {
        var resolver = new SystemResolver(new FetchSettings
        {
            AllowedNetworks = [IPNetwork.Parse("10.0.0.0/8")],
            HostMap = new Dictionary<string, IPAddress>(StringComparer.Ordinal) { ["board.test"] = IPAddress.Parse(mapped) }
                .ToFrozenDictionary(StringComparer.Ordinal),
        });
        var stopped = await Assert.ThrowsAsync<LookStoppedException>(
            async () => await resolver.ResolveAsync("board.test", TestContext.Current.CancellationToken));
        Assert.Equal(LookFailure.PrivateAddress, stopped.Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_look_cancelled_while_it_connects_is_no_failure_of_the_host(bool resolverFails)
    {
        using var stop = new CancellationTokenSource();
        using var fetching = Resolving(new CancellingResolver(stop, resolverFails), "127.0.0.0/8");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => fetching.Get<PageFetcher>().LookAsync($"http://late.test:{Board.Port}/", default, stop.Token));
    }

    private TestFetching Resolving(INameResolver resolver, string network) => TestFetching.With(
        TestFetching.OpenTo(_hosts) with { AllowedNetworks = [IPNetwork.Parse(network)] },
        services => services.AddSingleton(resolver));
}

/// <summary>The stop arrives while the name is being resolved.</summary>
internal sealed class CancellingResolver(CancellationTokenSource stop, bool fails) : INameResolver
{
    public async ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        return fails ? throw new LookStoppedException(LookFailure.DnsFailure) : [IPAddress.Parse("127.0.0.2")];
    }
}
