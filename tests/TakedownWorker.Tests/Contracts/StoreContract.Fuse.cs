using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Contracts;

/// <summary>The fuse of DESIGN 4.12: how many first letters may leave within an hour.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Beyond_the_fuse_no_first_letter_leaves_and_the_rest_is_named()
    {
        for (var number = 1; number <= 3; number++)
        {
            await QueueAsync(number: number);
        }

        await QueueAsync(number: 4, kind: ItemKind.Withdrawal);
        var claim = await ClaimFusedAsync(2);
        Assert.Equal(3, claim.Letters.Length);
        Assert.Equal([HoldReason.Fuse], claim.Held.Select(h => h.Reason));
    }

    [Fact]
    public async Task A_letter_counts_for_the_fuse_once_however_often_it_is_tried()
    {
        await QueueAsync();
        await QueueAsync(number: 2);
        for (var times = 0; times < 3; times++)
        {
            foreach (var letter in (await ClaimFusedAsync(2)).Letters)
            {
                await Letters.RetryAsync(letter, Some.Start, doubtful: false, Stop);
            }
        }

        Assert.Equal(2, (await ClaimFusedAsync(2)).Letters.Length);
    }

    [Fact]
    public async Task What_left_over_an_hour_ago_no_longer_counts_for_the_fuse()
    {
        await QueueAsync();
        await QueueAsync(number: 2);
        Assert.Single((await ClaimFusedAsync(1)).Letters);
        Assert.Equal(HoldReason.Fuse, Assert.Single((await ClaimFusedAsync(1, Duration.FromMinutes(59))).Held).Reason);
        Assert.Equal(HoldReason.StaleLook, Assert.Single((await ClaimFusedAsync(1, Duration.FromMinutes(61))).Held).Reason);
    }

    [Fact]
    public async Task After_a_release_the_fuse_counts_afresh()
    {
        await QueueAsync();
        await QueueAsync(number: 2);
        Assert.Single((await ClaimFusedAsync(1)).Letters);
        await Letters.SetHoldAsync(true, "fuse", Stop);
        await Letters.SetHoldAsync(false, "", Stop);
        Assert.Single((await ClaimFusedAsync(1)).Letters);
    }

    private Task<OutboxClaim> ClaimFusedAsync(int firstLettersPerHour, Duration after = default) =>
        Letters.ClaimAsync(Some.Start + after, new OutboxLimits(10, firstLettersPerHour), Lease, Stop);
}
