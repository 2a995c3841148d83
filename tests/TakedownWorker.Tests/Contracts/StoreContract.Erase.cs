using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Contracts;

/// <summary>Erasing: the key goes, the chain stays.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task An_erased_case_is_gone_and_its_chain_still_verifies()
    {
        var id = await CommitEntriesAsync(3);
        var (file, _) = await QueueAsync(number: 2);
        await ChangeAsync(file.Facts.Id, f => f, c => c with { Looks = [Look(file.Takedowns[0])], Ledger = [Entry(1)] });
        await Ledger.CheckpointAsync(Some.Start, Day, Stop);

        Assert.True(await Store.Eraser.EraseAsync("TD-000002", Some.Start, Stop));

        Assert.Null(await Store.Cases.OpenAsync(file.Facts.Id, Stop));
        Assert.Empty(await ClaimLooksAsync(Some.Start));
        Assert.Empty((await ClaimLettersAsync()).Letters);
        var report = await Ledger.VerifyAsync(null, Stop);
        Assert.Empty(report.Faults);
        Assert.Equal(5, report.Entries);
        Assert.False(await Store.Eraser.EraseAsync("TD-000002", Some.Start, Stop));
        await using var other = await OpenAsync(id);
    }

    [Fact]
    public async Task The_chain_of_an_erased_case_is_still_guarded()
    {
        await CommitEntriesAsync(3);
        await Store.Eraser.EraseAsync("TD-000001", Some.Start, Stop);

        await Store.TamperAsync("UPDATE ledger SET name = 'Other' WHERE seq = 2");

        Assert.Equal([new LedgerFault("TD-000001", 2, "altered")], (await Ledger.VerifyAsync(null, Stop)).Faults);
    }

    [Fact]
    public async Task A_case_is_not_erased_while_a_letter_of_it_is_on_its_way()
    {
        await QueueAsync();
        await ClaimLettersAsync();

        await Assert.ThrowsAsync<CaseChangedException>(() => Store.Eraser.EraseAsync("TD-000001", Some.Start, Stop));

        Assert.NotNull(await Store.Cases.FindAsync("TD-000001", Stop));
        await using var session = await OpenAsync(SomeCase.Id(1));
    }
}
