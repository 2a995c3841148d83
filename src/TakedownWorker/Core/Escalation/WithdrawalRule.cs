using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Escalation;

/// <summary>Who must be told that a letter no longer stands: every party that received one, once.</summary>
internal static class WithdrawalRule
{
    /// <summary>One withdrawal for each party and rung with a letter that left and is not yet withdrawn.</summary>
    public static IEnumerable<Decision> Owed(Situation s, RuleId because) => s.Now.Items
        .Where(i => i.Key.Attempt == s.Now.Attempt && i.Key.Kind != ItemKind.Withdrawal)
        .Where(i => i.State is ItemState.Sent or ItemState.Withdrawn && i.ReceivedAt is not null)
        .Where(i => i.Route.Channel == Contacts.Channel.Email && !s.Now.DeadRoutes.Contains(i.Route.Key))
        .GroupBy(i => (i.Key.Rung, i.Key.Role, i.Key.Party, i.Key.RouteTry))
        .Select(g => g.First())
        .Select(i => i with
        {
            Key = i.Key with { Kind = ItemKind.Withdrawal, Number = 0 },
            OwedAt = s.At,
            State = ItemState.Owed,
            Notice = null,
            ReceivedAt = null,
            Deadline = null,
            Answer = null,
        })
        .Where(i => s.Now.Items.All(known => known.Key != i.Key))
        .Select(i => new Decision.Owe(because, i));
}
