using NodaTime;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Is removed material back? Two Live looks at least 30 minutes apart with the earlier fingerprint or item marker prove it; without
/// either a human is asked (DESIGN 4.6). A caseworker's own live look proves it at once.
/// </summary>
internal static class ReturnRule
{
    public static readonly RuleId Back = new("MON-32");
    public static readonly RuleId Doubtful = new("MON-33");

    public const string Subject = "confirm-return";

    public static readonly Duration Apart = Duration.FromMinutes(30);

    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (!AgeGateRule.Passes(s.Facts) || s.Facts.Closure != CaseClosure.None
            || s.Now.Content != ContentState.Removed || ContentRule.LookOf(s.Event) is not { } seen)
        {
            return [];
        }

        if (seen.Kind == VerdictKind.Gone)
        {
            return s.Settle(Doubtful, TaskKind.ConfirmReturn, Subject);
        }

        if (seen.Kind != VerdictKind.Live)
        {
            return [];
        }

        if (s.Event is TakedownEvent.CaseworkerActed)
        {
            return Restart(s);
        }

        return s.Now.Sightings.BackSince is { } since && s.At - since >= Apart ? Judge(s) : [];
    }

    private static IEnumerable<Decision> Judge(Situation s) =>
        IsSame(s.Now.Sightings)
            ? Restart(s)
            : s.Ask(Doubtful, TaskKind.ConfirmReturn, Subject, "The address answers again, but it cannot be told whether it shows the same material. Look yourself and answer live or gone.")
                .Concat(s.Tell(Doubtful, BriefingKind.LookNeeded));

    /// <summary>The text is the same, or the item is, whatever stands around it.</summary>
    private static bool IsSame(Sightings sightings) =>
        sightings is { Fingerprint: { } was, LatestFingerprint: { } seen } && was == seen
        || sightings is { ItemMark: { } item, LatestItemMark: { } again } && item == again;

    private static IEnumerable<Decision> Restart(Situation s) =>
    [
        .. s.Settle(Back, TaskKind.ConfirmReturn, Subject),
        new Decision.StartAttempt(Back, s.Now.Attempt + 1),
        new Decision.ChangeContent(Back, ContentState.Live),
        new Decision.Tell(Back, BriefingKind.BackOnline),
    ];
}
