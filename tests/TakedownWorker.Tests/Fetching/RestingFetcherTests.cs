using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

public sealed class RestingFetcherTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _machine = new();
    private ScriptedHosts _hosts = null!;
    private TestFetching _fetching = null!;

    private ScriptedHost Board => _hosts["board.test"];

    public async ValueTask InitializeAsync()
    {
        _hosts = await ScriptedHosts.StartAsync("board.test", "other.test");
        _fetching = TestFetching.With(
            TestFetching.OpenTo(_hosts) with { PerHostGap = TimeSpan.Zero }, services => services.AddKeyedSingleton<TimeProvider>(Clocks.Machine, _machine));
    }

    public async ValueTask DisposeAsync()
    {
        _fetching.Dispose();
        await _hosts.DisposeAsync();
    }

    [Fact]
    public async Task A_host_that_keeps_failing_is_given_a_rest()
    {
        await FailAsync();
        var facts = await LookAsync(Board.Url("/another"));
        Assert.Equal((LookFailure.HostResting, RestingFetcher.FailedLooks), (facts.Failure, Board.Requests.Count));
    }

    [Fact]
    public async Task After_the_rest_the_host_is_looked_at_again()
    {
        await FailAsync();
        Board.On("*", Answers.Page("back"));
        _machine.Advance(RestingFetcher.Rest + TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await LookAsync(Board.Url("/a"))).Status);
    }

    [Fact]
    public async Task Another_host_does_not_rest_with_it()
    {
        await FailAsync();
        Assert.Equal(404, (await LookAsync(_hosts["other.test"].Url("/a"))).Status);
    }

    [Fact]
    public async Task Error_pages_are_answers_and_call_for_no_rest()
    {
        Board.On("*", Answers.Status(500));
        for (var i = 0; i < RestingFetcher.FailedLooks + 1; i++)
        {
            Assert.Equal(500, (await LookAsync(Board.Url("/a"))).Status);
        }
    }

    private async Task FailAsync()
    {
        Board.On("*", Answers.HangUp());
        for (var i = 0; i < RestingFetcher.FailedLooks; i++)
        {
            Assert.Equal(LookFailure.ConnectFailure, (await LookAsync(Board.Url("/a"))).Failure);
        }
    }

    private Task<LookFacts> LookAsync(string url) =>
        _fetching.Get<IPageFetcher>().LookAsync(url, default, TestContext.Current.CancellationToken);
}
