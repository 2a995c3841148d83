using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using TakedownWorker.Api;
using TakedownWorker.Hosting;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Jobs;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker;

/// <summary><c>run</c>: the service. Only this builds a web host; on SIGTERM or Ctrl-C it stops within eight seconds and exits 0.</summary>
internal static class Service
{
    /// <summary>Everything the stop waits for together, below the eight seconds that are promised.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(7);

    public static async Task<int> RunAsync(TakedownOptions options, CancellationToken cancellationToken)
    {
        await using var app = Build(options);
        try
        {
            Directory.CreateDirectory(options.DataDirectory);
            var only = app.Services.GetRequiredService<IServiceLock>();
            using var held = only.Acquire();
            await app.Services.GetRequiredService<IDatabaseMigrator>().PrepareAsync(cancellationToken);
            if (await only.FreeDeadLeasesAsync(cancellationToken) is > 0 and var freed)
            {
                Log.LeasesFreed(app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(Service)), freed);
            }

            await app.StartAsync(cancellationToken);
            await WaitForStopAsync(app, cancellationToken);
            return 0;
        }
        catch (Exception e) when (e is DatabaseException or MasterKeyException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("takedown: " + e.Message);
            return 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static WebApplication Build(TakedownOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole(c => c.SingleLine = true);
        // stdout carries results only.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.None);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = StopWithin);
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Parse(options.Api.HealthAddress), options.Api.HealthPort));
        builder.Services.AddTakedown(options);
        builder.Services.AddJobs(Wiring.Schedule(options));
        var app = builder.Build();
        app.MapHealth();
        return app;
    }

    private static async Task WaitForStopAsync(WebApplication app, CancellationToken cancellationToken)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(Service));
        Log.Started(logger, string.Join(", ", app.Urls.Select(u => new Uri(u).Port.ToString(CultureInfo.InvariantCulture))));
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var byToken = cancellationToken.Register(() => stopped.TrySetResult());
        await using var byHost = app.Lifetime.ApplicationStopping.Register(() => stopped.TrySetResult());
        await stopped.Task;
        await app.StopAsync(CancellationToken.None);
        Log.Stopped(logger);
    }
}
