using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// Was the person an adult in every picture? (DESIGN 4.2.) Possibly under 18 quarantines the case; not confirmed means
/// no look, no look-up, no letter. It precedes every other rule.
/// </summary>
internal static class AgeGateRule
{
    public const string Subject = "adult-confirmation";
    public static readonly RuleId Quarantines = new("INT-01");
    public static readonly RuleId Unconfirmed = new("INT-02");

    public static bool Passes(CaseFacts facts) => facts.Adult == Tri.Yes && !MayBeMinor(facts) && !facts.Quarantined;

    /// <summary>Said to be under 18, or said not to have been an adult: the same.</summary>
    public static bool MayBeMinor(CaseFacts facts) => facts.Under18 == Tri.Yes || facts.Adult == Tri.No;

    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (MayBeMinor(s.Facts) || s.Facts.Quarantined)
        {
            return s.Now.Quarantined ? [] : Quarantine(s);
        }

        return s.Facts.Adult == Tri.Yes
            ? s.Settle(Unconfirmed, TaskKind.MissingElement, Subject)
            : Wait(s);
    }

    private static IEnumerable<Decision> Quarantine(Situation s)
    {
        yield return new Decision.Quarantine(Quarantines);
        yield return new Decision.StopLooking(Quarantines);
        yield return new Decision.NoWakeUp(Quarantines);
        yield return new Decision.Drop(Quarantines, OwedItems.Of(s.Now));
        foreach (var task in s.Now.Tasks)
        {
            yield return new Decision.SettleTask(Quarantines, task);
        }

        yield return new Decision.Tell(Quarantines, BriefingKind.UnderAge);
    }

    private static IEnumerable<Decision> Wait(Situation s)
    {
        if (s.Now.NextLook is not null)
        {
            yield return new Decision.StopLooking(Unconfirmed);
        }

        foreach (var d in s.Require(Unconfirmed, Subject, "Confirm that the person was 18 or over when every reported image was made: until then nothing is looked at, looked up or written."))
        {
            yield return d;
        }

        foreach (var d in s.Tell(Unconfirmed, BriefingKind.ElementMissing))
        {
            yield return d;
        }
    }
}
