using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Storage;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Benchmarks;

/// <summary>
/// Looks through the program's own queue, fetcher, judge and batched commits, with the gap between two looks at a host and
/// the timer off: the pump is topped up every 20 ms. A look that found anything but what was expected is a fault.
/// </summary>
internal static class LooksRun
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static async Task<int> MainAsync(RunArguments run)
    {
        await using var services = Services(run);
        await services.GetRequiredService<IDatabaseMigrator>().PrepareAsync(CancellationToken.None);
        var seed = new LookSeed(services);
        var now = Instant.FromDateTimeOffset(services.GetRequiredKeyedService<TimeProvider>(Clocks.Domain).GetUtcNow());
        await seed.FillAsync(run, now);

        // The service runs for months: what its first seconds cost (compiling, first siblings) is not what is asked here.
        await PassAsync(services, run.Looks);
        await seed.MakeDueAgainAsync(now, forget: !run.Again);

        var measure = new Measure();
        var done = await PassAsync(services, run.Looks);
        measure.Print(done, run.Looks - done);
        return 0;
    }

    private static async Task<int> PassAsync(ServiceProvider services, int looks)
    {
        var (pump, queue) = (services.GetRequiredService<LookPump>(), (CountingQueue)services.GetRequiredService<ILookQueue>());
        queue.Reset();
        using var end = new CancellationTokenSource(Longest, TimeProvider.System);
        using var beat = new PeriodicTimer(Beat, TimeProvider.System);
        for (var quiet = 0; queue.Finished < looks && quiet < 100 && await beat.WaitForNextTickAsync(end.Token);)
        {
            var before = queue.Finished;
            quiet = await pump.TopUpAsync(end.Token) == 0 && queue.Finished == before ? quiet + 1 : 0;
        }

        await pump.DrainAsync(end.Token);
        return queue.Finished;
    }

    private static ServiceProvider Services(RunArguments run)
    {
        var options = new TakedownOptions { DataDirectory = run.Data };
        options.Organisation.From = "takedown@helpline.test";
        options.Monitoring.Concurrency = run.AtOnce;
        options.Monitoring.PerHostGap = "PT0S";
        options.Monitoring.AllowedPrivateNetworks.Add("127.0.0.0/8");
        options.Caseworkers.Add(new CaseworkerOptions { Email = "desk@helpline.test" });
        if (run.Postgres is { } connection)
        {
            options.Storage.Provider = StorageProvider.PostgreSql;
            options.Storage.ConnectionString = connection;
        }

        return new ServiceCollection()
            .AddTakedown(options)
            .Replace(ServiceDescriptor.Singleton<ILookQueue>(s => new CountingQueue(ActivatorUtilities.CreateInstance<LookQueue>(s))))
            .BuildServiceProvider();
    }
}
