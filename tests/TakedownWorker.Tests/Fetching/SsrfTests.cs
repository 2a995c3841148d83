using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Intake;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Scores;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

/// <summary>Addresses made to reach what is not public, through the same code as the service: refused with a reason, nothing connected to.</summary>
public sealed class SsrfTests
{
    [Fact]
    public async Task Every_payload_of_the_list_is_refused_with_its_reason()
    {
        using var list = SharedData.Json("ssrf/payloads.json");
        var resolver = new LoopbackResolver();
        using var fetching = TestFetching.With(new FetchSettings { PerHostGap = TimeSpan.Zero }, s => s.AddSingleton<INameResolver>(resolver));
        var payloads = list.RootElement.GetProperty("groups").EnumerateArray().SelectMany(g => g.GetProperty("urls").EnumerateArray()).Select(u => u.GetString()!).ToList();
        var wrong = new List<string>();
        await foreach (var result in fetching.Get<CheckUrls>().RunAsync(payloads, TestContext.Current.CancellationToken))
        {
            if (result.Reason is not ("private-address" or "invalid-url") || (result.Facts.Fault is null && result.Facts.Failure != "private-address"))
            {
                wrong.Add($"{result.Url}: {result.Verdict}/{result.Reason}");
            }
        }

        ScoreReport.Add([$"SSRF payloads refused                {payloads.Count - wrong.Count} of {payloads.Count}", .. wrong]);
        Assert.Empty(wrong);
        Assert.Equal(["localhost"], resolver.Asked.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1.nip.test/")]
    [InlineData("http://public-name.test/")]
    [InlineData("https://public-name.test:8443/")]
    public async Task A_public_name_that_leads_to_this_machine_is_refused(string url)
    {
        using var fetching = TestFetching.With(new FetchSettings(), s => s.AddSingleton<INameResolver>(new LoopbackResolver()));
        Assert.Equal(TakedownWorker.Core.Monitoring.LookFailure.PrivateAddress, (await fetching.LookAsync(url)).Failure);
    }

    [Theory]
    [InlineData("ftp://a.test/", "not-http")]
    [InlineData("http://user:pass@a.test/", "user-info")]
    [InlineData("http://0x7f.1/", "numeric-host")]
    [InlineData("http://017700000001/", "numeric-host")]
    [InlineData("http://127.1/", "numeric-host")]
    [InlineData("http://a.test:99999/", "bad-port")]
    [InlineData("http://a.test\\@b.test/", "backslash")]
    [InlineData("http://p\u0430ypal.test/", "mixed-scripts")]
    [InlineData("http://\u24d0.test/", "disguised-host")]
    [InlineData("http://[::ffff:127.0.0.1]/", null)]
    [InlineData("http://[::ffff:7f00:1]/", null)]
    public async Task Each_refusal_names_its_reason(string url, string? fault)
    {
        using var fetching = TestFetching.With(new FetchSettings());
        await using var results = fetching.Get<CheckUrls>().RunAsync([url], TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await results.MoveNextAsync();
        Assert.Equal(
            ("inconclusive", fault is null ? "private-address" : "invalid-url", fault),
            (results.Current.Verdict, results.Current.Reason, results.Current.Facts.Fault));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_into_a_private_network_is_refused_whatever_its_status(int status)
    {
        await using var hosts = await ScriptedHosts.StartAsync("board.test");
        using var fetching = TestFetching.With(TestFetching.OpenTo(hosts));
        foreach (var inner in new[] { "http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "//192.168.0.1/", "http://[::ffff:10.0.0.1]/" })
        {
            hosts["board.test"].On("/a", Answers.Redirect(inner, status));
            Assert.Equal(TakedownWorker.Core.Monitoring.LookFailure.PrivateAddress, (await fetching.LookAsync(hosts["board.test"].Url("/a"))).Failure);
        }
    }

    [Fact]
    public async Task A_line_break_in_an_address_never_reaches_the_request()
    {
        using var list = SharedData.Json("ssrf/crlf-payloads.json");
        await using var hosts = await ScriptedHosts.StartAsync("board.test");
        using var fetching = TestFetching.With(TestFetching.OpenTo(hosts));
        foreach (var payload in list.RootElement.GetProperty("payloads").EnumerateArray().Select(p => p.GetString()!))
        {
            foreach (var url in new[] { "/x" + payload, "/x?" + payload, "/" + Uri.UnescapeDataString(payload) })
            {
                await fetching.LookAsync(hosts["board.test"].Url(url));
            }

            Assert.Null(ReportedUrl.Parse($"http://board.test{payload}/").Url);
        }

        Assert.All(hosts["board.test"].Requests, r => Assert.Equal(5, r.Headers.Count));
        Assert.NotEmpty(hosts["board.test"].Requests);
    }

    /// <summary>Every name is this machine's.</summary>
    private sealed class LoopbackResolver : INameResolver
    {
        public ConcurrentQueue<string> Asked { get; } = new();

        public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
        {
            Asked.Enqueue(host);
            return ValueTask.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Loopback]);
        }
    }
}
