using NodaTime;
using Quartz;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Jobs;

/// <summary>How often each job runs.</summary>
internal sealed record Schedule(Duration Looks, Duration WakeUps, Duration RouteLookUps, Duration Outbox, Duration Checkpoint, Duration CheckpointEvery);

/// <summary>
/// The whole schedule on one screen. Quartz is each replica's own clock, in memory: jobs only sweep for due rows, and the
/// rows' leases share the work between replicas (DESIGN 7).
/// </summary>
internal static class JobsRegistration
{
    public static IServiceCollection AddJobs(this IServiceCollection services, Schedule schedule)
    {
        services.AddSingleton(new CheckpointSettings(schedule.CheckpointEvery));
        services.AddQuartz(q =>
        {
            q.ConfigureScheduler(o =>
            {
                o.InstanceName = "takedown";
                // Without it a stop waits for a sweep that was never told of it, such as a letter at a silent server.
                o.ShutdownJobInterruption = ShutdownJobInterruption.WhenWaitingForJobs;
            });
            q.UseInMemoryStore();
            q.UseDefaultThreadPool(6);
            Every<LooksJob>(q, LooksJob.Key, schedule.Looks);
            Every<WakeUpsJob>(q, WakeUpsJob.Key, schedule.WakeUps);
            Every<RouteLookUpsJob>(q, RouteLookUpsJob.Key, schedule.RouteLookUps);
            Every<OutboxJob>(q, OutboxJob.Key, schedule.Outbox);
            Every<CheckpointJob>(q, CheckpointJob.Key, schedule.Checkpoint);
        });
        services.AddQuartzHostedService(o =>
        {
            o.WaitForJobsToComplete = true;
            o.AwaitApplicationStarted = true;
        });
        return services.AddHostedService<PumpLifetime>();
    }

    private static void Every<T>(IQuartzBuilder q, JobKey key, Duration every)
        where T : class, IJob =>
        q.ScheduleJob<T>(
            t => t.WithIdentity(key.Name).StartNow().WithSimpleSchedule(every.ToTimeSpan()),
            j => j.WithIdentity(key));
}

/// <summary>
/// Stops the looks with the host: nothing new is started, those under way get a few seconds, the rest is handed back.
/// </summary>
internal sealed class PumpLifetime(LookPump pump, [FromKeyedServices(Clocks.Machine)] TimeProvider machine) : IHostedService
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var grace = new CancellationTokenSource(Grace, machine);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(grace.Token, cancellationToken);
        await pump.StopAsync(both.Token);
    }
}
