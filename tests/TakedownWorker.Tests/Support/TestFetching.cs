using System.Collections.Frozen;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Tests.Support;

/// <summary>The real looks, registered as in the program, with what a test changes.</summary>
internal sealed class TestFetching : IDisposable
{
    private readonly ServiceProvider _services;

    private TestFetching(ServiceProvider services) => _services = services;

    public static FetchSettings OpenTo(ScriptedHosts hosts) => new()
    {
        AllowedNetworks = [ScriptedHosts.Network],
        HostMap = hosts.HostMap.ToFrozenDictionary(StringComparer.Ordinal),
        PerHostGap = TimeSpan.FromMilliseconds(1),
    };

    public static TestFetching With(FetchSettings settings, Action<IServiceCollection>? change = null)
    {
        var services = new ServiceCollection();
        services.AddKeyedSingleton(Clocks.Domain, TimeProvider.System);
        services.AddKeyedSingleton(Clocks.Machine, TimeProvider.System);
        services.AddFetching(_ => settings);
        services.AddSingleton(JudgeBook.Empty);
        change?.Invoke(services);
        return new TestFetching(services.BuildServiceProvider());
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<LookFacts> LookAsync(string url, params byte[] key) =>
        Get<PageFetcher>().LookAsync(url, key, TestContext.Current.CancellationToken);

    public void Dispose() => _services.Dispose();
}

/// <summary>Answers names as scripted, in turn, the last answer for ever; only loopback and refused addresses.</summary>
internal sealed class ScriptedResolver(params string[][] answers) : INameResolver
{
    private int _asked;

    public int Asked => _asked;

    public ValueTask<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var answer = answers[Math.Min(Interlocked.Increment(ref _asked) - 1, answers.Length - 1)];
        return ValueTask.FromResult<IReadOnlyList<IPAddress>>([.. answer.Select(IPAddress.Parse)]);
    }
}
