using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>Everything a letter may use. Pure data.</summary>
/// <param name="Earlier">Letters that this one follows, reminds of or withdraws, oldest first.</param>
/// <param name="Urls">The exact addresses, in the order of the items.</param>
internal sealed record CompositionRequest(
    CaseFacts Case, Notice Notice, System.Collections.Immutable.ImmutableArray<string> Urls,
    System.Collections.Immutable.ImmutableArray<Notice> Earlier, Rulebook Rulebook, Instant Now)
{
    /// <summary>Full address of the case's mailbox, token included: where answers go. Empty: the element is missing.</summary>
    public string ReplyAddress { get; init; } = "";

    /// <summary>Who saw each of <see cref="Urls"/>, in their order; null where nobody has (DESIGN 4.4).</summary>
    public System.Collections.Immutable.ImmutableArray<Witness?> Witnesses { get; init; } = [];

    /// <summary>For a renewed letter: the days on which earlier removals were proven.</summary>
    public System.Collections.Immutable.ImmutableArray<LocalDate> RemovedOn { get; init; } = [];

    /// <summary>For a withdrawal: why.</summary>
    public WithdrawalReason Withdrawal { get; init; }
}

/// <summary>Why a letter is taken back.</summary>
internal enum WithdrawalReason
{
    /// <summary>The organisation withdraws it; nothing is said about why.</summary>
    Withdrawn,

    /// <summary>The material is gone: thanks, nothing more to do.</summary>
    NoLongerNeeded,
}

/// <summary>Chooses the basis (purely, by BasisRule), checks every element and renders. CPU only, no I/O: templates are loaded at start.</summary>
internal interface INoticeComposer
{
    Composition Compose(CompositionRequest request);
}

/// <summary>Facts of one briefing to a caseworker.</summary>
/// <param name="Entries">One per takedown or letter concerned.</param>
internal sealed record BriefingRequest(
    CaseFacts Case, BriefingKind Kind, System.Collections.Immutable.ImmutableArray<BriefingEntry> Entries, bool Trial, bool OneVantageOnly, Instant Now);

/// <param name="DefangedUrl"><c>hxxps://example[.]com/…</c>.</param>
internal sealed record BriefingEntry(string DefangedUrl, string What, string? TaskId, string? Party, Instant? Since);

/// <summary>A rendered briefing.</summary>
internal sealed record BriefingText(string Subject, string Text, string Html);

/// <summary>Renders briefings.</summary>
internal interface IBriefingComposer
{
    BriefingText Compose(BriefingRequest request);
}

/// <summary>Loaded and validated packs: policies, bases, providers. Immutable after start.</summary>
internal interface IRulebookSource
{
    /// <exception cref="ArgumentException">Unknown policy: names those that exist.</exception>
    Rulebook For(string? policy);

    IReadOnlyCollection<string> PolicyNames { get; }

    System.Collections.Immutable.ImmutableArray<Core.Contacts.Provider> Providers { get; }
}
