using NodaTime;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Contracts;

/// <summary>What is remembered of the last answer that was read.</summary>
public abstract partial class StoreContract
{
    private static readonly PageMemory Seen = new(new PageMark("abc", "\"tag\"", null), VerdictKind.Live, Some.Start, "book");

    [Fact]
    public async Task What_a_look_remembers_is_there_at_the_next()
    {
        await CommitLooksAsync(1);
        await FinishAsync(Assert.Single(await ClaimLooksAsync(Some.Start)), Seen);
        Assert.Equal(Seen, Assert.Single(await ClaimLooksAsync(Some.Start + Duration.FromHours(1))).Memory);
    }

    [Fact]
    public async Task A_look_with_nothing_new_to_remember_keeps_what_was()
    {
        await CommitLooksAsync(1);
        await FinishAsync(Assert.Single(await ClaimLooksAsync(Some.Start)), Seen);
        await FinishAsync(Assert.Single(await ClaimLooksAsync(Some.Start + Duration.FromHours(1))), null);
        Assert.Equal(Seen, Assert.Single(await ClaimLooksAsync(Some.Start + Duration.FromHours(2))).Memory);
    }

    private Task<int> FinishAsync(ClaimedLook look, PageMemory? memory) =>
        Looks.FinishAsync([new FinishedLook(look, Some.Start + (look.LookNumber * Duration.FromHours(1)), memory)], Stop);
}
