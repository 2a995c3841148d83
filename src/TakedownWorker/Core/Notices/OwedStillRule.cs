using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Core.Notices;

/// <summary>Is what is owed still to be written? Addresses that are not live drop out of letters that have not left (DESIGN 4.7).</summary>
internal static class OwedStillRule
{
    public static readonly RuleId NotLive = new("NOT-30");

    public static IEnumerable<Decision> Ask(Situation s)
    {
        var owed = OwedItems.ButWithdrawals(s.Now);
        return s.Now.Content != ContentState.Live && owed.Length > 0 ? [new Decision.Drop(NotLive, owed)] : [];
    }
}
