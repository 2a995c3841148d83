using System.Collections.Immutable;

namespace TakedownWorker.Core.Notices;

/// <summary>
/// The second pure decider: gathers the items of one case into letters and owns each letter's state. A table that asks
/// rules; the caller folds the answer and asks again until there is none (CaseStep).
/// </summary>
internal static class NoticeDecider
{
    private static readonly ImmutableArray<Func<CaseFile, NoticeContext, NoticeDecision?>> Table =
    [
        StopLettersRule.Ask,
        TakeAwayRule.Ask,
        GatherRule.Ask,
        FulfilledRule.Ask,
        OverdueRule.Ask,
        ReleaseRule.Ask,
    ];

    /// <summary>What an event says about letters, before any rule about time and looks is asked.</summary>
    public static IEnumerable<NoticeDecision> On(CaseFile file, TakedownEvent e) => LetterEventRule.Ask(file, e);

    /// <summary>The next step about any letter of the case; null when there is none now.</summary>
    public static NoticeDecision? Next(CaseFile file, NoticeContext context)
    {
        foreach (var rule in Table)
        {
            if (rule(file, context) is { } decision)
            {
                return decision;
            }
        }

        return null;
    }
}
