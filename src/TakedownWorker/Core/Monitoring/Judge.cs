namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// What the facts of one look mean: a table of rules, asked in order, of which the first with an answer decides.
/// Facts that prove nothing about the page (our own outage, a look that failed) come before those that do.
/// </summary>
internal static class Judge
{
    private static readonly Func<LookFacts, Verdict?>[] Table =
    [
        FailureRule.Ask,
        GoneStatusRule.Ask,
        WithheldStatusRule.Ask,
        ServerErrorRule.Ask,
        OtherStatusRule.Ask,
        RedirectHomeRule.Ask,
        MediaRule.Ask,
        OkStatusRule.Ask,
    ];

    /// <param name="facts">What one look saw.</param>
    /// <param name="controlsAnswered">
    /// Whether the control addresses answered when they were asked; null when none is configured or none was asked.
    /// </param>
    public static Verdict Of(LookFacts facts, bool? controlsAnswered = null)
    {
        if (OwnOutageRule.Ask(facts, controlsAnswered) is { } ours)
        {
            return ours;
        }

        foreach (var ask in Table)
        {
            if (ask(facts) is { } verdict)
            {
                return verdict;
            }
        }

        return OtherStatusRule.NotUnderstood;
    }
}
