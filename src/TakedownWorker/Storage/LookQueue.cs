using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Hosting;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>The looks table. <c>due</c> and slots are on the domain clock, leases on the machine clock.</summary>
internal sealed class LookQueue(
    Database database, IKeyring keys, [FromKeyedServices(Clocks.Machine)] TimeProvider clock, ILogger<LookQueue> log) : ILookQueue
{
    /// <summary>Due looks seen at a time; a claim sees at most <see cref="Rounds"/> windows, however many are due.</summary>
    private const int Window = 512;
    private const int Rounds = 4;

    /// <summary>A row that cannot be opened was tampered with: out of the way, but not forgotten.</summary>
    private static readonly Duration Aside = Duration.FromDays(1);

    public async Task<ImmutableArray<ClaimedLook>> ClaimAsync(
        Instant now, int limit, Duration lease, Duration hostGap, CancellationToken cancellationToken)
    {
        var machine = Instant.FromDateTimeOffset(clock.GetUtcNow());
        var until = machine + lease;
        await using var scope = await database.BeginWriteAsync(cancellationToken);
        var taken = await TakeAsync(scope, (now, machine, limit, hostGap), until, cancellationToken);
        if (taken.Count == 0)
        {
            await scope.CommitAsync(cancellationToken);
            return [];
        }

        var looks = await scope.Command(database.Sql.LookRead).With(database, new RowBatch(taken.ToArray())).ListAsync(
            r => (Row: r.GetInt64(0), Case: new CaseId(r.GetGuid(1)), Takedown: new TakedownId(r.GetGuid(2)), Url: r.GetBytes(3), Host: r.GetString(4),
                Expected: (ContentState)r.GetInt32(5), Report: r.GetBoolean(6), Every: Ticks.ToDuration(r.GetInt64(7)), Number: r.GetInt64(8),
                Lease: new Lease(r.GetGuid(9), until), Key: r.IsDBNull(10) ? null : r.GetBytes(10), Vantage: r.GetString(11), Memory: r.IsDBNull(12) ? null : r.GetString(12)),
            cancellationToken);
        var answer = ImmutableArray.CreateBuilder<ClaimedLook>(looks.Count);
        var (broken, opened) = (new List<long>(), new Dictionary<CaseId, ICaseKey>());
        foreach (var l in looks)
        {
            if (Open(opened, (l.Case, l.Takedown), l.Key, (l.Url, l.Memory)) is var (url, memory, key))
            {
                answer.Add(new ClaimedLook(l.Row, l.Case, l.Takedown, url, l.Host, l.Expected, l.Report, l.Every, l.Number, key.Fingerprints, l.Lease)
                {
                    Vantage = l.Vantage, Memory = memory, Key = key,
                });
            }
            else
            {
                broken.Add(l.Row);
                log.SealedLookBroken(l.Row);
            }
        }

        await PushAsync(scope, [.. broken.Select(id => (id, Ticks.Of(now + Aside)))], cancellationToken);
        await scope.CommitAsync(cancellationToken);
        return answer.ToImmutable();
    }

    public Task<int> FinishAsync(IReadOnlyCollection<FinishedLook> looks, CancellationToken cancellationToken) => looks.Count == 0
        ? Task.FromResult(0)
        : database.WriteAsync(
            s => s.Command(database.Sql.LookFinish).With(database, new RowBatch(
                looks.Select(l => l.Look.RowId).ToArray(), looks.Select(l => l.Look.Lease.Token).ToArray(), looks.Select(l => Ticks.Of(l.NextDue)).ToArray(), looks.Select(SealedMemory).ToArray())),
            cancellationToken);

    public Task HandBackAsync(IReadOnlyCollection<ClaimedLook> looks, CancellationToken cancellationToken) => looks.Count == 0
        ? Task.CompletedTask
        : database.WriteAsync(
            s => s.Command(database.Sql.LookHandBack).With(database, new RowBatch(
                looks.Select(l => l.RowId).ToArray(), looks.Select(l => l.Lease.Token).ToArray())),
            cancellationToken);

    public Task<int> FailAsync(ClaimedLook look, Instant nextDue, CancellationToken cancellationToken) => database.WriteScalarAsync(
        s => s.Command(
            """
            UPDATE looks SET due = @due, lease_token = NULL, lease_until = 0, failures = failures + 1
            WHERE id = @id AND lease_token = @token RETURNING failures
            """,
            ("@due", Ticks.Of(nextDue)), ("@id", look.RowId), ("@token", look.Lease.Token)),
        cancellationToken);

    private async Task<List<long>> TakeAsync(
        WriteScope scope, (Instant Now, Instant Machine, int Limit, Duration Gap) claim, Instant until, CancellationToken cancellationToken)
    {
        var taken = new List<long>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds && taken.Count < claim.Limit; round++)
        {
            var window = await scope.Command(
                    database.Sql.LookWindow, ("@now", Ticks.Of(claim.Now)), ("@machine", Ticks.Of(claim.Machine)), ("@limit", (long)Window))
                .ListAsync(r => new DueLook(r.GetInt64(0), r.GetString(1), r.GetInt64(2)), cancellationToken);
            if (window.Count == 0)
            {
                break;
            }

            var plan = HostSlots.Plan(
                window, await SlotsAsync(scope, window, cancellationToken), used, (Ticks.Of(claim.Now), Ticks.Of(claim.Gap), claim.Limit - taken.Count));
            await ApplyAsync(scope, plan, until, cancellationToken);
            taken.AddRange(plan.Take);
            if (window.Count < Window || (plan.Take.Count == 0 && plan.Push.Count == 0))
            {
                break;
            }
        }

        return taken;
    }

    private async Task<Dictionary<string, long>> SlotsAsync(WriteScope scope, List<DueLook> window, CancellationToken cancellationToken)
    {
        var hosts = new RowBatch(window.Select(l => l.HostKey).Distinct(StringComparer.Ordinal).ToArray());
        await scope.Command(database.Sql.SlotEnsure).With(database, hosts).ExecuteAsync(cancellationToken);
        var slots = await scope.Command(database.Sql.SlotRead).With(database, hosts)
            .ListAsync(r => (Host: r.GetString(0), FreeAt: r.GetInt64(1)), cancellationToken);
        return slots.ToDictionary(s => s.Host, s => s.FreeAt, StringComparer.Ordinal);
    }

    private async Task ApplyAsync(WriteScope scope, SlotPlan plan, Instant until, CancellationToken cancellationToken)
    {
        await PushAsync(scope, plan.Push, cancellationToken);
        if (plan.Take.Count == 0)
        {
            return;
        }

        await scope.Command(database.Sql.LookTake, ("@until", Ticks.Of(until)))
            .With(database, new RowBatch(plan.Take.ToArray(), plan.Take.Select(_ => Guid.NewGuid()).ToArray())).ExecuteAsync(cancellationToken);
        await scope.Command(database.Sql.SlotSet)
            .With(database, new RowBatch(plan.FreeAt.Keys.ToArray(), plan.FreeAt.Values.ToArray())).ExecuteAsync(cancellationToken);
    }

    private async Task PushAsync(WriteScope scope, List<(long Id, long Due)> push, CancellationToken cancellationToken)
    {
        if (push.Count > 0)
        {
            await scope.Command(database.Sql.LookPush)
                .With(database, new RowBatch(push.Select(p => p.Id).ToArray(), push.Select(p => p.Due).ToArray())).ExecuteAsync(cancellationToken);
        }
    }

    private static string SealedMemory(FinishedLook look) =>
        look is { Memory: { } memory, Look: { Key: { } key, Takedown: var takedown } } ? key.SealLookMemory(takedown, memory) : "";

    /// <param name="opened">Keys of this claim: many of its looks are of one case, and opening a key takes longer than what it opens.</param>
    private (string Url, PageMemory? Memory, ICaseKey Key)? Open(
        Dictionary<CaseId, ICaseKey> opened, (CaseId Case, TakedownId Takedown) id, byte[]? wrapped, (byte[] Url, string? Memory) row)
    {
        try
        {
            if (!opened.TryGetValue(id.Case, out var key))
            {
                opened[id.Case] = key = keys.OpenCaseKey(id.Case, wrapped);
            }

            return (key.OpenLookUrl(id.Takedown, row.Url), row.Memory is { } memory ? key.OpenLookMemory(id.Takedown, memory) : null, key);
        }
        catch (SealBrokenException)
        {
            return null;
        }
    }
}
