using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core.Notices;

/// <summary>A next step about a letter, decided by a rule; closed list.</summary>
/// <param name="Because">The rule that decided it.</param>
/// <param name="Notice">The letter.</param>
internal abstract record NoticeDecision(RuleId Because, NoticeId Notice)
{
    /// <summary>A new letter with its first item.</summary>
    internal sealed record Open(RuleId Because, Notice Draft) : NoticeDecision(Because, Draft.Id);

    internal sealed record Gather(RuleId Because, NoticeId Notice, ItemKey Item) : NoticeDecision(Because, Notice);

    /// <summary>The item is no longer owed; a queued letter is recalled and composed again without it.</summary>
    internal sealed record TakeAway(RuleId Because, NoticeId Notice, ImmutableArray<ItemKey> Items) : NoticeDecision(Because, Notice);

    /// <summary>Its window is over and every look is fresh: render it.</summary>
    internal sealed record Compose(RuleId Because, NoticeId Notice) : NoticeDecision(Because, Notice);

    /// <summary>What rendering gave is written into the letter.</summary>
    internal sealed record Composed(RuleId Because, NoticeId Notice, Composition Result) : NoticeDecision(Because, Notice);

    internal sealed record AskApproval(RuleId Because, NoticeId Notice, string Why) : NoticeDecision(Because, Notice);

    /// <summary>A human fills in the party's form with the ready text.</summary>
    internal sealed record AskToFillForm(RuleId Because, NoticeId Notice) : NoticeDecision(Because, Notice);

    /// <summary>Into the outbox; it may leave before <paramref name="FreshUntil"/> (exclusive; null for a withdrawal).</summary>
    internal sealed record Queue(RuleId Because, NoticeId Notice, Instant? FreshUntil) : NoticeDecision(Because, Notice);

    /// <summary>Out of the outbox, back to Draft.</summary>
    internal sealed record Recall(RuleId Because, NoticeId Notice) : NoticeDecision(Because, Notice);

    internal sealed record NeedsLook(RuleId Because, NoticeId Notice, ImmutableArray<TakedownId> Takedowns) : NoticeDecision(Because, Notice);

    internal sealed record ChangeState(RuleId Because, NoticeId Notice, NoticeState To) : NoticeDecision(Because, Notice);

    internal sealed record Approve(RuleId Because, NoticeId Notice, Approval Approval) : NoticeDecision(Because, Notice);

    /// <summary>The letter left: receipt and, where the basis names one, the deadline.</summary>
    internal sealed record Received(
        RuleId Because, NoticeId Notice, NoticeState State, Instant? At, Instant? Deadline, int Try, string BytesHash)
        : NoticeDecision(Because, Notice);
}
