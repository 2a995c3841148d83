using Microsoft.Extensions.Logging;
using NodaTime;
using TakedownWorker.Takedowns;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Takedowns;

/// <summary>The operator is told once of an outage of ours, and once that it is over.</summary>
public sealed class OutageWatchTests : ILogger<OutageWatch>
{
    private readonly List<(int Id, string Says)> told = [];
    private readonly OutageWatch watch;

    public OutageWatchTests() => watch = new OutageWatch(this);

    [Fact]
    public void A_thousand_void_looks_are_told_once()
    {
        for (var i = 0; i < 1000; i++)
        {
            watch.WasVoid("direct", Some.Start);
        }

        Assert.Equal([1406], told.Select(t => t.Id));
    }

    [Fact]
    public void The_end_is_told_once_with_what_was_lost()
    {
        watch.WasVoid("direct", Some.Start);
        watch.WasVoid("direct", Some.Start);
        watch.Counted("direct", Some.Start + Duration.FromMinutes(90));
        watch.Counted("direct", Some.Start + Duration.FromMinutes(91));
        Assert.Equal([1406, 1407], told.Select(t => t.Id));
        Assert.Contains("after 90 minutes; 2 looks", told[1].Says, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_outage_nothing_is_told()
    {
        watch.Counted("direct", Some.Start);
        Assert.Empty(told);
    }

    [Fact]
    public void An_outage_of_one_place_is_not_over_because_another_sees()
    {
        watch.WasVoid("nl-1", Some.Start);
        watch.Counted("direct", Some.Start);
        Assert.Equal(["nl-1"], watch.Now.Keys);
    }

    [Fact]
    public void A_second_outage_is_told_again()
    {
        watch.WasVoid("direct", Some.Start);
        watch.Counted("direct", Some.Start);
        watch.WasVoid("direct", Some.Start);
        Assert.Equal([1406, 1407, 1406], told.Select(t => t.Id));
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        told.Add((eventId.Id, formatter(state, exception)));
}
