namespace TakedownWorker.Core.Monitoring;

/// <summary>A verdict and the rule that gave it.</summary>
internal readonly record struct Judgement(Verdict Verdict, RuleId Rule);

/// <summary>
/// What the facts of one look mean: a table of rules, asked in order, of which the first with an answer decides.
/// Facts that prove nothing about the page (our own outage, a look that failed) come before those that do.
/// </summary>
internal static class Judge
{
    private static readonly (RuleId Rule, Func<LookFacts, Verdict?> Ask)[] Table =
    [
        (FailureRule.Id, FailureRule.Ask),
        (RefinedStatusRule.Id, RefinedStatusRule.Ask),
        (GoneStatusRule.Id, GoneStatusRule.Ask),
        (WithheldStatusRule.Id, WithheldStatusRule.Ask),
        (ServerErrorRule.Id, ServerErrorRule.Ask),
        (OtherStatusRule.Id, OtherStatusRule.Ask),
        (MediaRule.Id, MediaRule.Ask),
        (OkStatusRule.Id, OkStatusRule.Ask),
    ];

    /// <param name="facts">What one look saw.</param>
    /// <param name="controlsAnswered">
    /// Whether the control addresses answered when they were asked; null when none is configured or none was asked.
    /// </param>
    public static Verdict Of(LookFacts facts, bool? controlsAnswered = null) =>
        Explain(facts, controlsAnswered).Verdict;

    /// <inheritdoc cref="Of"/>
    public static Judgement Explain(LookFacts facts, bool? controlsAnswered = null)
    {
        if (OwnOutageRule.Ask(facts, controlsAnswered) is { } ours)
        {
            return new Judgement(ours, OwnOutageRule.Id);
        }

        foreach (var (rule, ask) in Table)
        {
            if (rule == MediaRule.Id && facts.Signals is { } signals && (MediaRule.Ask(facts) is null || signals.Any(s => s.Weight >= SignalWeight.Strong)) && !IsOtherFile(facts))
            {
                return OkStatusRule.IsEmpty(facts) is { } empty ? new Judgement(empty, OkStatusRule.Id) : SignalsRule.Weigh(signals);
            }

            if (ask(facts) is { } verdict)
            {
                return new Judgement(verdict, rule);
            }
        }

        return new Judgement(OtherStatusRule.NotUnderstood, OtherStatusRule.Id);
    }

    /// <summary>A document or an archive: neither text nor media, and nothing of it was read.</summary>
    private static bool IsOtherFile(LookFacts facts) => MediaRule.Ask(facts) is null && facts.Signals is { IsEmpty: true }
        && facts.ContentType is not null and not ("text/html" or "application/json" or "text/plain" or "application/xhtml+xml");
}
