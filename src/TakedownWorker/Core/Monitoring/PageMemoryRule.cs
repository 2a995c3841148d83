using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// May an answer that is known again be taken for what it meant when it was read? Only where nobody waits for the look and
/// the meaning is the expected one; a page is read in full at least once a week, so that neither a host that answers
/// "not modified" for ever nor a change outside words stays unseen, and whenever phrases, platforms or program changed.
/// </summary>
internal static class PageMemoryRule
{
    public static readonly RuleId Id = new("MON-42");

    public static readonly Duration Longest = Duration.FromDays(7);

    /// <summary>What a routine look need not do.</summary>
    public static LookHints Hints(PageMemory? memory, ContentState expected, Instant now, string book) => new(
        memory is not null && Serves(memory, expected, now, book) ? memory.Mark : null,
        NeedsFingerprint: expected != ContentState.Live);

    public static bool Serves(PageMemory memory, ContentState expected, Instant now, string book) =>
        memory.Kind is VerdictKind.Live or VerdictKind.Gone
        && RoutineRule.IsRoutine(expected, memory.Kind)
        && memory.Book == book
        && memory.JudgedAt <= now
        && now - memory.JudgedAt < Longest;

    /// <summary>
    /// What to remember of a look that was read in full; null when it cannot be known again. Of a page that is gone no
    /// validator is kept: a host must not be able to say "not modified" over material that is back.
    /// </summary>
    public static PageMemory? Of(LookFacts facts, Verdict verdict, string book) => (facts, verdict.Kind) switch
    {
        ({ Mark: { } mark, IsKnown: false }, VerdictKind.Live) => new PageMemory(mark, verdict.Kind, facts.At, book),
        ({ Mark: { } mark, IsKnown: false }, VerdictKind.Gone) =>
            new PageMemory(new PageMark(mark.Skeleton, null, null), verdict.Kind, facts.At, book),
        _ => null,
    };
}
