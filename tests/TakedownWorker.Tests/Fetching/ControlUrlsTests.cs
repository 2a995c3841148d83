using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TakedownWorker.Fetching;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

public sealed class ControlUrlsTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _machine = new();
    private readonly ClosedPort _closed = new();
    private ScriptedHosts _hosts = null!;

    private ScriptedHost Control => _hosts["control.test"];

    public async ValueTask InitializeAsync() => _hosts = await ScriptedHosts.StartAsync("control.test");

    public async ValueTask DisposeAsync()
    {
        _closed.Dispose();
        await _hosts.DisposeAsync();
    }

    [Fact]
    public async Task Without_control_addresses_nobody_knows()
    {
        using var fetching = Asking();
        Assert.Null(await AnswerAsync(fetching));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    public async Task One_that_answers_is_enough(int status)
    {
        Control.On("/", Answers.Status(status));
        using var fetching = Asking(_closed.Url, Control.Url("/"));
        Assert.True(await AnswerAsync(fetching));
    }

    [Fact]
    public async Task Silence_from_all_is_our_own_outage()
    {
        using var fetching = Asking(_closed.Url);
        Assert.False(await AnswerAsync(fetching));
    }

    [Fact]
    public async Task A_control_that_is_broken_itself_is_no_answer()
    {
        Control.On("/", Answers.Status(502));
        using var fetching = Asking(Control.Url("/"));
        Assert.False(await AnswerAsync(fetching));
    }

    [Fact]
    public async Task The_answer_is_kept_for_thirty_seconds()
    {
        using var fetching = Asking(Control.Url("/"));
        await AnswerAsync(fetching);
        _machine.Advance(ControlUrls.KeepFor - TimeSpan.FromTicks(1));
        await AnswerAsync(fetching);
        Assert.Single(Control.Requests);
    }

    [Fact]
    public async Task After_thirty_seconds_they_are_asked_again()
    {
        using var fetching = Asking(Control.Url("/"));
        await AnswerAsync(fetching);
        _machine.Advance(ControlUrls.KeepFor);
        await AnswerAsync(fetching);
        Assert.Equal(2, Control.Requests.Count);
    }

    [Fact]
    public async Task Many_who_ask_at_once_ask_once()
    {
        using var fetching = Asking(Control.Url("/"));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AnswerAsync(fetching)));
        Assert.Single(Control.Requests);
    }

    private static Task<bool?> AnswerAsync(TestFetching fetching) =>
        fetching.Get<IOwnOutage>().ControlsAnswerAsync(TestContext.Current.CancellationToken);

    private TestFetching Asking(params string[] controls) => TestFetching.With(
        TestFetching.OpenTo(_hosts) with { ControlUrls = [.. controls] },
        services => services.AddKeyedSingleton<TimeProvider>(Clocks.Machine, _machine));
}
