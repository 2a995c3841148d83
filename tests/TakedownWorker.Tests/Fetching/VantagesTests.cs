using System.Globalization;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

/// <summary>Looks through a real proxy on loopback, SOCKS5 and HTTP CONNECT.</summary>
public sealed class VantagesTests : IAsyncLifetime
{
    private ScriptedHosts hosts = null!;

    private ScriptedHost Board => hosts["board.test"];

    public async ValueTask InitializeAsync()
    {
        hosts = await ScriptedHosts.StartAsync("board.test", "tls.board.test");
        Board.On("/a", Answers.Page("<html><body><p>Harmless text.</p></body></html>"));
    }

    public ValueTask DisposeAsync() => hosts.DisposeAsync();

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task The_proxy_is_given_the_address_that_was_checked_and_never_a_name(string scheme)
    {
        await using var proxy = new ScriptedProxy().Start();
        using var fetching = Through(proxy, scheme);
        var facts = await LookAsync(fetching, Board.NamedUrl("/a"));
        Assert.Equal(200, facts.Status);
        Assert.Equal([string.Create(CultureInfo.InvariantCulture, $"{Board.Address}:{Board.Port}")], proxy.Asked);
    }

    [Theory]
    [InlineData("http", "Proxy-Authorization: Basic dXNlcjpwQHNz")]
    [InlineData("socks5", "user:p@ss")]
    public async Task A_login_is_sent_where_the_configuration_has_one(string scheme, string expected)
    {
        await using var proxy = new ScriptedProxy().Start();
        using var fetching = Through(proxy, scheme, "user:p%40ss@");
        await LookAsync(fetching, Board.Url("/a"));
        Assert.Equal(expected, proxy.Login);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task A_private_address_is_refused_before_the_proxy_is_asked(string scheme)
    {
        await using var proxy = new ScriptedProxy().Start();
        using var fetching = Through(proxy, scheme);
        Assert.Equal(LookFailure.PrivateAddress, (await LookAsync(fetching, "http://10.0.0.1/")).Failure);
        Assert.Empty(proxy.Asked);
    }

    [Theory]
    [InlineData("http", 502, LookFailure.ConnectFailure)]
    [InlineData("http", 504, LookFailure.ConnectFailure)]
    [InlineData("http", 403, LookFailure.VantageDown)]
    [InlineData("http", 407, LookFailure.VantageDown)]
    [InlineData("socks5", 5, LookFailure.ConnectFailure)]
    [InlineData("socks5", 4, LookFailure.ConnectFailure)]
    [InlineData("socks5", 1, LookFailure.VantageDown)]
    [InlineData("socks5", 2, LookFailure.VantageDown)]
    public async Task What_the_proxy_says_of_the_host_and_what_it_says_of_us_are_kept_apart(string scheme, int refusal, object expected)
    {
        await using var proxy = new ScriptedProxy { Refuses = refusal }.Start();
        using var fetching = Through(proxy, scheme);
        Assert.Equal((LookFailure)expected, (await LookAsync(fetching, Board.Url("/a"))).Failure);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task A_proxy_that_is_not_there_proves_nothing_about_the_host(string scheme)
    {
        using var closed = new ClosedPort();
        using var fetching = Through(new Uri(closed.Url).Port, scheme, "");
        var facts = await LookAsync(fetching, Board.Url("/a"));
        Assert.Equal(VerdictReasons.OwnOutage, Judge.Of(facts).Reason);
    }

    [Fact]
    public void A_place_that_is_not_configured_is_not_found()
    {
        using var fetching = TestFetching.With(TestFetching.OpenTo(hosts));
        Assert.Null(fetching.Get<IVantages>().Find("nl-1"));
        Assert.NotNull(fetching.Get<IVantages>().Find(LookFacts.DirectVantage));
    }

    private TestFetching Through(ScriptedProxy proxy, string scheme, string login = "") => Through(proxy.Port, scheme, login);

    private TestFetching Through(int port, string scheme, string login) => TestFetching.With(TestFetching.OpenTo(hosts) with
    {
        Vantages = [("nl-1", new Uri(string.Create(CultureInfo.InvariantCulture, $"{scheme}://{login}127.0.0.1:{port}")))],
    });

    private static Task<LookFacts> LookAsync(TestFetching fetching, string url) =>
        fetching.Get<IVantages>().Find("nl-1")!.Fetcher.LookAsync(url, default, TestContext.Current.CancellationToken);
}
