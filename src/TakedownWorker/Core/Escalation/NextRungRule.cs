using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Escalation;

/// <summary>
/// Is the rung over? After the wait since the last receipt and every legal deadline on it; at once where nobody stands on
/// it, all refused, or nothing could be delivered. Exactly at the end is not yet late.
/// </summary>
internal static class NextRungRule
{
    public static readonly RuleId First = new("ESC-01");
    public static readonly RuleId Next = new("ESC-02");
    public static readonly RuleId Exhausted = new("ESC-05");

    /// <summary>CON-41: who is known to ignore letters is waited for less long; never less than the law gives them.</summary>
    public static readonly RuleId Hurries = new("CON-41");

    public const string ExhaustedSubject = "ladder";

    public static IEnumerable<Decision> Due(Situation s, Rung rung)
    {
        if (s.Now.LadderExhausted || End(s.Now, rung) is not { } end || !Deadlines.IsLate(end, s.At))
        {
            yield break;
        }

        if (RungItemsRule.Of(s.Now, rung.Number).Any(i => i.State == ItemState.Sent))
        {
            foreach (var d in s.Tell(Next, BriefingKind.HostIgnores))
            {
                yield return d;
            }
        }

        if (rung.Number < s.Policy.Rungs.Length)
        {
            yield return new Decision.EnterRung(IsHurried(s.Now, rung) ? Hurries : Next, rung.Number + 1);
            yield break;
        }

        yield return new Decision.ExhaustLadder(Exhausted);
        foreach (var d in s.Ask(Exhausted, TaskKind.LadderExhausted, ExhaustedSubject, "Every step of the policy was taken and the material is still there. Decide what else can be done; the worker keeps looking and reminding.")
            .Concat(s.Tell(Exhausted, BriefingKind.LadderExhausted)))
        {
            yield return d;
        }
    }

    /// <summary>The last instant that still belongs to the rung; null while a letter of it is on its way.</summary>
    public static Instant? End(Takedown takedown, Rung rung)
    {
        var since = takedown.RungSince ?? takedown.ReportedAt;
        if (rung.HumanOnly)
        {
            return Deadlines.After(since, rung.Wait);
        }

        var parties = PartyRoute.For(takedown, rung.Parties);
        var items = RungItemsRule.Of(takedown, rung.Number).ToList();
        if (items.Exists(i => i.IsOpen || i.State is ItemState.Dropped or ItemState.Pickup)
            || parties.Any(p => !items.Exists(i => i.Key.Party == p.Route.Party && i.Key.RouteTry == p.RouteTry)))
        {
            return null;
        }

        return items.Count == 0 ? Instant.MinValue : items.Max(i => End(i, since, rung));
    }

    /// <summary>The ledger says by which rule somebody was waited for less long.</summary>
    private static bool IsHurried(Takedown takedown, Rung rung) =>
        rung.WaitForIgnorers is not null && RungItemsRule.Of(takedown, rung.Number).Any(i => i.ToIgnorer);

    private static Instant End(Item item, Instant since, Rung rung) => item switch
    {
        { State: ItemState.Failed } or { Answer: ReplyKind.Refusal } => Instant.MinValue,
        { ReceivedAt: { } received } => Instant.Max(
            Deadlines.After(received, item.ToIgnorer ? rung.WaitForIgnorers ?? rung.Wait : rung.Wait), item.Deadline ?? Instant.MinValue),
        _ => Deadlines.After(since, rung.Wait),
    };
}
