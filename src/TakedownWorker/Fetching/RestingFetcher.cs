using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Polly;
using Polly.CircuitBreaker;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Fetching;

/// <summary>
/// Gives a host that failed several looks in a row a rest, so that one dead host with many addresses does not hold every
/// slot for its time-outs. A look not made is <see cref="LookFailure.HostResting"/>, which proves nothing.
/// </summary>
internal sealed class RestingFetcher(
    JudgedFetcher inner,
    [FromKeyedServices(Clocks.Domain)] TimeProvider domain,
    [FromKeyedServices(Clocks.Machine)] TimeProvider machine) : IPageFetcher
{
    /// <summary>Looks that all failed, within <see cref="Within"/>, before the rest.</summary>
    public const int FailedLooks = 5;

    public static readonly TimeSpan Within = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, ResiliencePipeline<LookFacts>> _hosts = new(StringComparer.Ordinal);

    public Task<LookFacts> LookAsync(string url, ReadOnlyMemory<byte> fingerprintKey, CancellationToken cancellationToken) =>
        LookAsync(url, token => inner.LookAsync(url, fingerprintKey, token), cancellationToken);

    public Task<LookFacts> LookAgainAsync(
        string url, ReadOnlyMemory<byte> fingerprintKey, LookHints hints, CancellationToken cancellationToken) =>
        LookAsync(url, token => inner.LookAgainAsync(url, fingerprintKey, hints, token), cancellationToken);

    private async Task<LookFacts> LookAsync(
        string url, Func<CancellationToken, Task<LookFacts>> look, CancellationToken cancellationToken)
    {
        if (ReportedUrl.Parse(url).Url is not { } parsed)
        {
            return await look(cancellationToken);
        }

        try
        {
            return await _hosts.GetOrAdd(parsed.Origin, _ => Breaker()).ExecuteAsync(
                async token => await look(token), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            return new LookFacts
            {
                Url = url,
                At = Instant.FromDateTimeOffset(domain.GetUtcNow()),
                Failure = LookFailure.HostResting,
            };
        }
    }

    private ResiliencePipeline<LookFacts> Breaker() =>
        new ResiliencePipelineBuilder<LookFacts> { TimeProvider = machine }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<LookFacts>
            {
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Outcome.Result is { } facts && OwnOutageRule.IsNetworkFailure(facts.Failure)),
                FailureRatio = 1.0,
                MinimumThroughput = FailedLooks,
                SamplingDuration = Within,
                BreakDuration = Rest,
            })
            .Build();
}
