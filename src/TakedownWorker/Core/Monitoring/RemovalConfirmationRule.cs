using NodaTime;
using TakedownWorker.Core.Escalation;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// How many gone looks in a row, over what span, prove a removal? (DESIGN 4.6.) From every vantage the configured number
/// over the configured spread; exactly the spread is enough. Two own looks of a caseworker 48 hours apart do as well.
/// </summary>
internal static class RemovalConfirmationRule
{
    public static readonly Duration HumanSpread = Duration.FromHours(48);

    public static bool IsProven(Sightings sightings, Installation installation) =>
        ByHuman(sightings) || installation.Vantages.All(v => sightings.Gone.Any(g =>
            g.Vantage == v
            && g.Looks >= installation.Confirmation.Looks
            && g.Last >= Deadlines.After(g.First, installation.Confirmation.Spread)));

    public static bool ByHuman(Sightings sightings) => sightings.Gone.Any(g =>
        g.Vantage == Sightings.HumanVantage && g.Looks >= 2 && g.Last - g.First >= HumanSpread);
}
