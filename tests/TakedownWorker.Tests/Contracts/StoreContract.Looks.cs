using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Contracts;

/// <summary>Looks, wake-ups and route look-ups: due, claimed once, fenced.</summary>
public abstract partial class StoreContract
{
    private static readonly Duration Lease = Duration.FromMinutes(2);
    private static readonly Duration Gap = Duration.FromSeconds(10);

    [Fact]
    public async Task A_due_look_carries_all_that_a_look_needs()
    {
        var file = SomeCase.File();
        await CommitNewAsync(SomeCase.Commit(file) with
        {
            Looks = [Look(file.Takedowns[0]) with { Expected = ContentState.Live, ReportBack = true }],
        });

        var look = Assert.Single(await ClaimLooksAsync(Some.Start));

        Assert.Equal((file.Facts.Id, file.Takedowns[0].Id, file.Takedowns[0].Url), (look.Case, look.Takedown, look.Url));
        Assert.Equal((ContentState.Live, true, Duration.FromHours(1), 1L), (look.Expected, look.ReportBack, look.Every, look.LookNumber));
        Assert.Equal(await KeyAsync(file.Facts.Id), look.FingerprintKey.ToArray());
        Assert.Empty(await ClaimLooksAsync(Some.Start + Gap));
    }

    [Fact]
    public async Task A_look_is_not_due_one_tick_early()
    {
        await CommitLooksAsync(1);

        Assert.Empty(await ClaimLooksAsync(Some.Start - Duration.FromTicks(1)));
        Assert.Single(await ClaimLooksAsync(Some.Start));
    }

    [Fact]
    public async Task Due_looks_are_claimed_once_by_eight_workers()
    {
        var ids = await CommitLooksAsync(200, host: i => $"h{i}.test");

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => DrainAsync(7), Stop)));

        Assert.Equal(ids.Order(), claimed.SelectMany(c => c).Select(l => l.Takedown.Value).Order());
    }

    [Fact]
    public async Task One_host_is_looked_at_once_a_gap_oldest_first()
    {
        var ids = await CommitLooksAsync(4, due: i => Some.Start - Duration.FromSeconds(i));

        var seen = new List<(Guid Id, int Second)>();
        for (var second = 0; second <= 30; second++)
        {
            seen.AddRange((await ClaimLooksAsync(Some.Start + Duration.FromSeconds(second))).Select(l => (l.Takedown.Value, second)));
        }

        Assert.Equal([(ids[3], 0), (ids[2], 10), (ids[1], 20), (ids[0], 30)], seen);
    }

    [Fact]
    public async Task A_host_with_a_long_queue_holds_up_no_other()
    {
        await CommitLooksAsync(1500, due: _ => Some.Start - Duration.FromHours(1));
        var other = await CommitLooksAsync(1, number: 2, host: _ => "quiet.test");

        var claimed = await ClaimLooksAsync(Some.Start);

        Assert.Contains(claimed, l => l.Takedown.Value == other[0]);
        Assert.Equal(2, claimed.Length);
    }

    [Fact]
    public async Task Looks_that_found_what_was_expected_are_finished_in_one_batch()
    {
        await CommitLooksAsync(3, host: i => $"h{i}.test");
        var claimed = await ClaimLooksAsync(Some.Start);
        var next = Some.Start + Duration.FromHours(1);

        Assert.Equal(3, await Looks.FinishAsync([.. claimed.Select(l => new FinishedLook(l, next))], Stop));

        Assert.Empty(await ClaimLooksAsync(next - Duration.FromTicks(1)));
        Assert.All(await ClaimLooksAsync(next), l => Assert.Equal(2, l.LookNumber));
    }

    [Fact]
    public async Task A_lost_lease_discards_the_result()
    {
        await CommitLooksAsync(1);
        var dead = Assert.Single(await ClaimLooksAsync(Some.Start));
        Store.Machine.Advance(TimeSpan.FromMinutes(3));
        var alive = Assert.Single(await ClaimLooksAsync(Some.Start + Gap));

        Assert.Equal(0, await Looks.FinishAsync([new FinishedLook(dead, Some.Start + Duration.FromDays(9))], Stop));
        Assert.Equal(0, await Looks.FailAsync(dead, Some.Start, Stop));
        await Looks.HandBackAsync([dead], Stop);
        Assert.Equal(1, await Looks.FinishAsync([new FinishedLook(alive, Some.Start + Duration.FromHours(1))], Stop));
    }

    [Fact]
    public async Task A_commit_that_moves_a_look_ends_its_lease()
    {
        var file = SomeCase.File();
        await CommitNewAsync(SomeCase.Commit(file) with { Looks = [Look(file.Takedowns[0])] });
        var claimed = Assert.Single(await ClaimLooksAsync(Some.Start));

        await ChangeAsync(file.Facts.Id, f => f, c => c with { Looks = [Look(file.Takedowns[0]) with { DueAt = Some.Start + Duration.FromHours(2) }] });

        Assert.Equal(0, await Looks.FinishAsync([new FinishedLook(claimed, Some.Start + Duration.FromDays(9))], Stop));
        Assert.Single(await ClaimLooksAsync(Some.Start + Duration.FromHours(2)));
    }

    [Fact]
    public async Task A_look_that_is_stopped_is_gone()
    {
        var file = SomeCase.File();
        await CommitNewAsync(SomeCase.Commit(file) with { Looks = [Look(file.Takedowns[0])] });

        await ChangeAsync(file.Facts.Id, f => f, c => c with { Looks = [Look(file.Takedowns[0]) with { DueAt = null }] });

        Assert.Empty(await ClaimLooksAsync(Some.Start + Duration.FromDays(1)));
    }

    [Fact]
    public async Task A_look_handed_back_is_due_at_once_and_failures_in_a_row_are_counted()
    {
        await CommitLooksAsync(1);
        var now = Some.Start;
        await Looks.HandBackAsync(await ClaimLooksAsync(now), Stop);

        for (var failures = 1; failures <= 3; failures++)
        {
            now += Gap;
            Assert.Equal(failures, await Looks.FailAsync(Assert.Single(await ClaimLooksAsync(now)), now, Stop));
        }

        now += Gap;
        await Looks.FinishAsync([new FinishedLook(Assert.Single(await ClaimLooksAsync(now)), now)], Stop);
        now += Gap;
        Assert.Equal(1, await Looks.FailAsync(Assert.Single(await ClaimLooksAsync(now)), now, Stop));
    }

    [Fact]
    public async Task A_look_that_was_moved_to_another_takedown_is_put_aside_and_the_others_go_on()
    {
        await CommitLooksAsync(2, host: i => $"h{i}.test");
        await Store.TamperAsync("UPDATE looks SET url = (SELECT url FROM looks l WHERE l.id <> looks.id) WHERE id = (SELECT min(id) FROM looks)");

        Assert.Single(await ClaimLooksAsync(Some.Start));
    }

    [Fact]
    public async Task Wake_ups_are_claimed_once_by_eight_workers_and_replaced_by_the_commit()
    {
        var file = SomeCase.File(takedowns: 60);
        await CommitNewAsync(SomeCase.Commit(file) with { WakeUps = file.Takedowns.ToImmutableDictionary(t => t.Id, _ => (Instant?)Some.Start) });

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WakeUps.ClaimAsync(Some.Start, 10, Lease, Stop), Stop)));
        Assert.Equal(60, claimed.SelectMany(c => c).Select(w => w.Takedown).Distinct().Count());
        Assert.Empty(await WakeUps.ClaimAsync(Some.Start, 10, Lease, Stop));

        await ChangeAsync(file.Facts.Id, f => f, c => c with
        {
            WakeUps = ImmutableDictionary<TakedownId, Instant?>.Empty
                .Add(file.Takedowns[0].Id, Some.Start + Duration.FromHours(1)).Add(file.Takedowns[1].Id, null),
        });
        var later = Assert.Single(await WakeUps.ClaimAsync(Some.Start + Duration.FromHours(1), 10, Lease, Stop));
        Assert.Equal((file.Takedowns[0].Id, Some.Start + Duration.FromHours(1)), (later.Takedown, later.Due));
    }

    [Fact]
    public async Task A_wake_up_that_fails_is_put_off_and_counted_and_a_dead_lease_comes_back()
    {
        var file = SomeCase.File();
        await CommitNewAsync(SomeCase.Commit(file) with { WakeUps = ImmutableDictionary<TakedownId, Instant?>.Empty.Add(file.Takedowns[0].Id, Some.Start) });
        var first = Assert.Single(await WakeUps.ClaimAsync(Some.Start, 10, Lease, Stop));

        Assert.Equal(1, await WakeUps.FailAsync(first, Some.Start + Gap, Stop));
        Assert.Empty(await WakeUps.ClaimAsync(Some.Start, 10, Lease, Stop));
        Assert.Equal(1, Assert.Single(await WakeUps.ClaimAsync(Some.Start + Gap, 10, Lease, Stop)).Failures);
        Store.Machine.Advance(TimeSpan.FromMinutes(3));
        var again = await WakeUps.ClaimAsync(Some.Start + Gap, 10, Lease, Stop);
        await WakeUps.HandBackAsync(again, Stop);
        Assert.Single(await WakeUps.ClaimAsync(Some.Start + Gap, 10, Lease, Stop));
        Assert.Equal(0, await WakeUps.FailAsync(first, Some.Start, Stop));
    }

    [Fact]
    public async Task A_route_look_up_is_done_once_and_only_under_its_lease()
    {
        var file = SomeCase.File();
        await CommitNewAsync(SomeCase.Commit(file) with { RouteLookUps = [file.Takedowns[0].Id] });
        var dead = Assert.Single(await RouteWork.ClaimAsync(Some.Start, 10, Lease, Stop));
        Store.Machine.Advance(TimeSpan.FromMinutes(3));
        var alive = Assert.Single(await RouteWork.ClaimAsync(Some.Start, 10, Lease, Stop));

        Assert.False(await RouteWork.DoneAsync(dead, Stop));
        Assert.True(await RouteWork.DoneAsync(alive, Stop));
        Store.Machine.Advance(TimeSpan.FromMinutes(3));
        Assert.Empty(await RouteWork.ClaimAsync(Some.Start, 10, Lease, Stop));
    }

    [Fact]
    public async Task A_route_is_trusted_from_approval_until_it_bounces()
    {
        var (good, bad) = ("email:abuse@board.test", "email:abuse@other.test");
        var id = await CommitNewAsync(SomeCase.Commit(SomeCase.File()) with
        {
            RouteTrust = ImmutableDictionary<string, bool>.Empty.Add(good, true).Add(bad, true),
        });
        Assert.Equal([good, bad], (await Trust.TrustedAsync([good, bad, "email:never@seen.test"], Stop)).Order(StringComparer.Ordinal));

        await ChangeAsync(id, f => f, c => c with { RouteTrust = ImmutableDictionary<string, bool>.Empty.Add(bad, false) });

        Assert.Equal([good], await Trust.TrustedAsync([good, bad], Stop));
    }

    private ILookQueue Looks => Store.Looks;

    private IWakeUpQueue WakeUps => Store.WakeUps;

    private IRouteWorkQueue RouteWork => Store.RouteWork;

    private IRouteTrust Trust => Store.Trust;

    private static LookChange Look(Takedown t) => new(t.Id, t.Url, Some.Start, Duration.FromHours(1), ReportBack: false, ContentState.Unseen);

    private Task<ImmutableArray<ClaimedLook>> ClaimLooksAsync(Instant now) => Looks.ClaimAsync(now, 100, Lease, Gap, Stop);

    private async Task<List<ClaimedLook>> DrainAsync(int limit)
    {
        var all = new List<ClaimedLook>();
        while (await Looks.ClaimAsync(Some.Start, limit, Lease, Gap, Stop) is { Length: > 0 } some)
        {
            all.AddRange(some);
        }

        return all;
    }

    private async Task<Guid[]> CommitLooksAsync(int count, int number = 1, Func<int, string>? host = null, Func<int, Instant>? due = null)
    {
        var empty = SomeCase.File(0, number);
        var file = empty with
        {
            Takedowns = [.. Enumerable.Range(0, count).Select(i => SomeCase.Takedown(empty.Facts.Id, SomeCase.Url(number, i, host?.Invoke(i) ?? "board.test")))],
        };
        await CommitNewAsync(SomeCase.Commit(file) with
        {
            Looks = [.. file.Takedowns.Select((t, i) => Look(t) with { DueAt = due?.Invoke(i) ?? Some.Start })],
        });
        return [.. file.Takedowns.Select(t => t.Id.Value)];
    }
}
