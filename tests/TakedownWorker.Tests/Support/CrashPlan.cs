using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Support;

/// <summary>The process dies here.</summary>
internal sealed class SimulatedCrashException() : Exception("The process is dead.");

/// <summary>Counts calls that have an effect outside, and dies right after the planned one: nothing after it happens.</summary>
internal sealed class CrashPlan(int? dieAfter)
{
    private int calls;

    public int Calls => calls;

    public bool IsDead { get; private set; }

    public async Task<T> Call<T>(Func<Task<T>> call)
    {
        ThrowIfDead();
        var result = await call();
        if (Interlocked.Increment(ref calls) == dieAfter)
        {
            IsDead = true;
        }

        ThrowIfDead();
        return result;
    }

    public async Task Call(Func<Task> call) => await Call(async () =>
    {
        await call();
        return true;
    });

    public void ThrowIfDead()
    {
        if (IsDead)
        {
            throw new SimulatedCrashException();
        }
    }
}

internal static class Decorating
{
    public static void Decorate<T>(this IServiceCollection services, Func<T, T> wrap)
        where T : class
    {
        var inner = services.Last(s => s.ServiceType == typeof(T));
        services.Remove(inner);
        services.AddSingleton(provider => wrap((T)ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)));
    }
}

internal sealed class CrashingMail(IMailSender inner, CrashPlan plan) : IMailSender
{
    public Task<SendResult> SendAsync(SendTry attempt, CancellationToken cancellationToken) => plan.Call(() => inner.SendAsync(attempt, cancellationToken));
}

internal sealed class CrashingCaseStore(ICaseStore inner, CrashPlan plan) : ICaseStore
{
    public async Task<ICaseSession?> OpenAsync(CaseId id, CancellationToken cancellationToken)
    {
        plan.ThrowIfDead();
        return await inner.OpenAsync(id, cancellationToken) is { } session ? new CrashingSession(session, plan) : null;
    }

    public async Task<ICaseSession> CreateAsync(CaseFacts facts, CancellationToken cancellationToken)
    {
        plan.ThrowIfDead();
        return new CrashingSession(await inner.CreateAsync(facts, cancellationToken), plan);
    }

    public Task<CaseId?> FindAsync(string reference, CancellationToken cancellationToken) => inner.FindAsync(reference, cancellationToken);

    public Task<CaseId?> FindByCallerIdAsync(string callerId, CancellationToken cancellationToken) => inner.FindByCallerIdAsync(callerId, cancellationToken);

    public Task<CaseId?> FindByNoticeAsync(NoticeId id, CancellationToken cancellationToken) => inner.FindByNoticeAsync(id, cancellationToken);

    public Task<(CaseId Case, StoredTask Task)?> FindTaskAsync(TaskId id, CancellationToken cancellationToken) => inner.FindTaskAsync(id, cancellationToken);
}

internal sealed class CrashingSession(ICaseSession inner, CrashPlan plan) : ICaseSession
{
    public CaseFile File => inner.File;

    public ImmutableArray<StoredTask> Tasks => inner.Tasks;

    public ReadOnlyMemory<byte> FingerprintKey => inner.FingerprintKey;

    public Task CommitAsync(CaseCommit commit, CancellationToken cancellationToken) => plan.Call(() => inner.CommitAsync(commit, cancellationToken));

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

internal sealed class CrashingLooks(ILookQueue inner, CrashPlan plan) : ILookQueue
{
    public Task<ImmutableArray<ClaimedLook>> ClaimAsync(Instant now, int limit, Duration lease, Duration hostGap, CancellationToken cancellationToken) =>
        CountedAsync(now, limit, lease, hostGap, cancellationToken);

    public Task<int> FinishAsync(IReadOnlyCollection<FinishedLook> looks, CancellationToken cancellationToken) => plan.Call(() => inner.FinishAsync(looks, cancellationToken));

    public Task HandBackAsync(IReadOnlyCollection<ClaimedLook> looks, CancellationToken cancellationToken) => plan.Call(() => inner.HandBackAsync(looks, cancellationToken));

    public Task<int> FailAsync(ClaimedLook look, Instant nextDue, CancellationToken cancellationToken) => plan.Call(() => inner.FailAsync(look, nextDue, cancellationToken));

    // A claim that finds nothing changes nothing: dying after it is dying before the next call.
    private async Task<ImmutableArray<ClaimedLook>> CountedAsync(Instant now, int limit, Duration lease, Duration hostGap, CancellationToken cancellationToken)
    {
        plan.ThrowIfDead();
        var claimed = await inner.ClaimAsync(now, limit, lease, hostGap, cancellationToken);
        return claimed.IsEmpty ? claimed : await plan.Call(() => Task.FromResult(claimed));
    }
}

internal sealed class CrashingWakeUps(IWakeUpQueue inner, CrashPlan plan) : IWakeUpQueue
{
    public async Task<ImmutableArray<ClaimedWork>> ClaimAsync(Instant now, int limit, Duration lease, CancellationToken cancellationToken)
    {
        plan.ThrowIfDead();
        var claimed = await inner.ClaimAsync(now, limit, lease, cancellationToken);
        return claimed.IsEmpty ? claimed : await plan.Call(() => Task.FromResult(claimed));
    }

    public Task<int> FailAsync(ClaimedWork work, Instant nextDue, CancellationToken cancellationToken) => plan.Call(() => inner.FailAsync(work, nextDue, cancellationToken));

    public Task HandBackAsync(IReadOnlyCollection<ClaimedWork> work, CancellationToken cancellationToken) => plan.Call(() => inner.HandBackAsync(work, cancellationToken));
}

internal sealed class CrashingRoutes(IRouteWorkQueue inner, CrashPlan plan) : IRouteWorkQueue
{
    public async Task<ImmutableArray<ClaimedWork>> ClaimAsync(Instant now, int limit, Duration lease, CancellationToken cancellationToken)
    {
        plan.ThrowIfDead();
        var claimed = await inner.ClaimAsync(now, limit, lease, cancellationToken);
        return claimed.IsEmpty ? claimed : await plan.Call(() => Task.FromResult(claimed));
    }

    public Task<bool> DoneAsync(ClaimedWork work, CancellationToken cancellationToken) => plan.Call(() => inner.DoneAsync(work, cancellationToken));

    public Task<int> FailAsync(ClaimedWork work, Instant nextDue, CancellationToken cancellationToken) => plan.Call(() => inner.FailAsync(work, nextDue, cancellationToken));

    public Task HandBackAsync(IReadOnlyCollection<ClaimedWork> work, CancellationToken cancellationToken) => plan.Call(() => inner.HandBackAsync(work, cancellationToken));
}

internal sealed class CrashingOutbox(IOutbox inner, CrashPlan plan) : IOutbox
{
    public async Task<OutboxClaim> ClaimAsync(Instant now, OutboxLimits limits, Duration lease, CancellationToken cancellationToken)
    {
        plan.ThrowIfDead();
        var claim = await inner.ClaimAsync(now, limits, lease, cancellationToken);
        return claim.Letters.IsEmpty && claim.Held.IsEmpty ? claim : await plan.Call(() => Task.FromResult(claim));
    }

    public Task<bool> DoneAsync(ClaimedLetter letter, CancellationToken cancellationToken) => plan.Call(() => inner.DoneAsync(letter, cancellationToken));

    public Task<bool> RetryAsync(ClaimedLetter letter, Instant nextTry, bool doubtful, CancellationToken cancellationToken) =>
        plan.Call(() => inner.RetryAsync(letter, nextTry, doubtful, cancellationToken));

    public Task SetHoldAsync(bool held, string reason, CancellationToken cancellationToken) =>
        plan.Call(() => inner.SetHoldAsync(held, reason, cancellationToken));

    public Task<(bool Held, string? Reason)> GetHoldAsync(CancellationToken cancellationToken) => inner.GetHoldAsync(cancellationToken);
}
