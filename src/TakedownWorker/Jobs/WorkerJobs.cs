using NodaTime;
using Quartz;
using TakedownWorker.Hosting;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Jobs;

/// <summary>Tops up the looks under way and returns; they finish on their own.</summary>
[DisallowConcurrentExecution]
internal sealed class LooksJob(LookPump pump) : IJob
{
    public static readonly JobKey Key = new("looks");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await pump.TopUpAsync(cancellationToken);
}

/// <summary>Tells takedowns that time passed.</summary>
[DisallowConcurrentExecution]
internal sealed class WakeUpsJob(WakeUpSweep sweep) : IJob
{
    public static readonly JobKey Key = new("wake-ups");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await sweep.RunAsync(cancellationToken);
}

/// <summary>Finds routes.</summary>
[DisallowConcurrentExecution]
internal sealed class RouteLookUpsJob(RouteSweep sweep) : IJob
{
    public static readonly JobKey Key = new("route-look-ups");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await sweep.RunAsync(cancellationToken);
}

/// <summary>Sends what is queued.</summary>
[DisallowConcurrentExecution]
internal sealed class OutboxJob(OutboxSweep sweep) : IJob
{
    public static readonly JobKey Key = new("outbox");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await sweep.RunAsync(cancellationToken);
}

/// <summary>Ties the heads of all chains together, once per installation however many replicas ask.</summary>
/// <param name="Every">Between two checkpoints.</param>
internal sealed record CheckpointSettings(Duration Every);

/// <inheritdoc cref="CheckpointSettings"/>
[DisallowConcurrentExecution]
internal sealed class CheckpointJob(
    ILedger ledger, CheckpointSettings settings, [FromKeyedServices(Clocks.Domain)] TimeProvider domain) : IJob
{
    public static readonly JobKey Key = new("checkpoint");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await ledger.CheckpointAsync(Instant.FromDateTimeOffset(domain.GetUtcNow()), settings.Every, cancellationToken);
}
