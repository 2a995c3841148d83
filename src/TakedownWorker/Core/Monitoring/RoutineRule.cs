namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Did the look find what was expected? Then it reschedules itself and nothing else happens (DESIGN 7). While gone is
/// being confirmed, or nothing was seen yet, every look is news; an inconclusive one never is.
/// </summary>
internal static class RoutineRule
{
    public static readonly RuleId Routine = new("MON-40");

    public static bool IsRoutine(ContentState expected, VerdictKind seen) => seen == VerdictKind.Inconclusive || (expected, seen) switch
    {
        (ContentState.Live, VerdictKind.Live) => true,
        (ContentState.Removed, VerdictKind.Gone or VerdictKind.Withheld or VerdictKind.Unreachable) => true,
        (ContentState.Withheld, VerdictKind.Withheld) => true,
        (ContentState.Unreachable, VerdictKind.Unreachable) => true,
        _ => false,
    };
}
