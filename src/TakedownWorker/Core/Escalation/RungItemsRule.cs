using System.Globalization;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Escalation;

/// <summary>What does this rung owe to each of its parties? One first letter (renewed in a later attempt) by the best living route.</summary>
internal static class RungItemsRule
{
    public static readonly RuleId First = new("ESC-03");
    public static readonly RuleId HumanOnly = new("ESC-06");
    public static readonly RuleId Late = new("ESC-17");

    public static IEnumerable<Decision> Due(Situation s, Rung rung)
    {
        if (rung.HumanOnly)
        {
            return s.Ask(HumanOnly, TaskKind.Regulator, string.Create(CultureInfo.InvariantCulture, $"rung-{rung.Number}"), s.Facts.ConsentToAuthorities
                ? "Report to the regulator or the police with the evidence pack: the person's consent is recorded. Settle this task when done."
                : "The next step is a regulator or the police. It needs the person's recorded consent; settle this task when done or refused.");
        }

        return PartyRoute.For(s.Now, rung.Parties)
            .Select(p => Item(s, rung, p))
            .Where(i => IsDue(s.Now, i.Key))
            .Select(i => new Decision.Owe(First, i));
    }

    /// <summary>
    /// A caseworker gave a route after the ladder had passed the party's rung, because nothing could be delivered there: the
    /// party still gets that rung's letter. The rung itself does not fall.
    /// </summary>
    public static IEnumerable<Decision> GivenLate(Situation s) =>
        from rung in s.Policy.Rungs
        where rung.Number < s.Now.Rung && !rung.HumanOnly
        from p in PartyRoute.For(s.Now, rung.Parties)
        where p.Route.Source == RouteSource.Caseworker
        let item = Item(s, rung, p)
        where IsDue(s.Now, item.Key)
        select new Decision.Owe(Late, item);

    /// <summary>The rung's opening items of this attempt.</summary>
    public static IEnumerable<Item> Of(Takedown takedown, int rung) => takedown.Items.Where(i =>
        i.Key.Attempt == takedown.Attempt && i.Key.Rung == rung && (i.Key.Kind is ItemKind.First or ItemKind.Renewed));

    private static Item Item(Situation s, Rung rung, PartyRoute p) => new()
    {
        Key = new ItemKey(
            s.Now.Id, s.Now.Attempt, rung.Number, p.Route.Role, p.Route.Party,
            s.Now.Attempt > 1 ? ItemKind.Renewed : ItemKind.First, 0, p.RouteTry),
        Route = p.Route,
        OwedAt = s.At,
        ToIgnorer = s.Sight.Ignores(p.Route.Party),
    };

    private static bool IsDue(Takedown takedown, ItemKey key) =>
        takedown.Items.FirstOrDefault(i => i.Key == key) is not { } known || known.State == ItemState.Dropped;
}
