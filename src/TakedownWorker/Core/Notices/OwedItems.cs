using System.Collections.Immutable;

namespace TakedownWorker.Core.Notices;

/// <summary>Items that are owed and have not left.</summary>
internal static class OwedItems
{
    public static ImmutableArray<ItemKey> Of(Takedown takedown) =>
        [.. takedown.Items.Where(i => i.State == ItemState.Owed).Select(i => i.Key)];

    /// <summary>Withdrawals leave after a pause, a close, a withdrawal or a removal; everything else does not.</summary>
    public static ImmutableArray<ItemKey> ButWithdrawals(Takedown takedown) =>
        [.. takedown.Items.Where(i => i.State == ItemState.Owed && i.Key.Kind != ItemKind.Withdrawal).Select(i => i.Key)];
}
