using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Core;

/// <summary>Why a letter was taken back from the outbox before it left.</summary>
internal enum HoldReason
{
    StaleLook,
    CaseStopped,
    HoldAll,
    Fuse,
    MailboxUnread,

    /// <summary>Its sealed content does not open.</summary>
    Damaged,
}

/// <summary>What a party's answer means (this issue: told by a caseworker; mail is read in a later issue).</summary>
internal enum ReplyKind
{
    Acknowledgement,
    ClaimsRemoved,
    Refusal,
    Bounce,
    Human,
}

/// <summary>
/// Something that happened. The list is closed: Reported, CaseChanged, Observed, TimePassed, RoutesFound, LetterHeld,
/// LetterApproved, NoticeSent, SendDoubtful, SendFailed, ReplyArrived, CaseworkerActed, WorkFailed.
/// </summary>
/// <param name="Id">Derived from what happened: the same event twice has the same id and changes nothing.</param>
/// <param name="At">When it happened, on the domain clock.</param>
internal abstract record TakedownEvent(Guid Id, Instant At)
{
    /// <summary>The URL was reported.</summary>
    internal sealed record Reported(Guid Id, Instant At) : TakedownEvent(Id, At);

    /// <summary>Facts of the case changed: authority, age, pause, close.</summary>
    internal sealed record CaseChanged(Guid Id, Instant At, string What) : TakedownEvent(Id, At);

    /// <summary>A look saw something that was not expected, or somebody waited for it.</summary>
    internal sealed record Observed(Guid Id, Instant At, Observation Seen) : TakedownEvent(Id, At);

    /// <summary>The wake-up is due.</summary>
    internal sealed record TimePassed(Guid Id, Instant At) : TakedownEvent(Id, At);

    /// <summary>The look-up of routes ended, perhaps with none.</summary>
    internal sealed record RoutesFound(Guid Id, Instant At, ImmutableArray<Route> Routes) : TakedownEvent(Id, At);

    /// <summary>A queued letter was taken back before it left.</summary>
    internal sealed record LetterHeld(Guid Id, Instant At, NoticeId Notice, HoldReason Reason) : TakedownEvent(Id, At);

    /// <summary>A human approved exactly this content.</summary>
    internal sealed record LetterApproved(Guid Id, Instant At, NoticeId Notice, string ContentHash, string By) : TakedownEvent(Id, At);

    /// <summary>The letter left: the server's 250, a form filled by a human, or (trial) a file in the pickup folder.</summary>
    /// <param name="Deadline">Last instant that is not yet late under the basis; null where it names no hours.</param>
    internal sealed record NoticeSent(Guid Id, Instant At, NoticeId Notice, bool Trial, int Try, string BytesHash, Instant? Deadline)
        : TakedownEvent(Id, At);

    /// <summary>The server may have the letter; the repeat is marked.</summary>
    internal sealed record SendDoubtful(Guid Id, Instant At, NoticeId Notice, int Try) : TakedownEvent(Id, At);

    /// <summary>The letter was refused for good.</summary>
    internal sealed record SendFailed(Guid Id, Instant At, NoticeId Notice, string Code, bool RecipientGone) : TakedownEvent(Id, At);

    /// <summary>An answer to a letter was read.</summary>
    internal sealed record ReplyArrived(Guid Id, Instant At, NoticeId Notice, ReplyKind Kind) : TakedownEvent(Id, At);

    /// <summary>A caseworker did or answered something.</summary>
    internal sealed record CaseworkerActed(Guid Id, Instant At, CaseworkerAction Action) : TakedownEvent(Id, At);

    /// <summary>Work for this takedown failed several times in a row.</summary>
    internal sealed record WorkFailed(Guid Id, Instant At, string Work, int Failures) : TakedownEvent(Id, At);
}

/// <summary>What a caseworker can do about one takedown; closed list.</summary>
internal abstract record CaseworkerAction
{
    private CaseworkerAction()
    {
    }

    /// <summary>Looked with their own eyes.</summary>
    internal sealed record Looked(bool Live) : CaseworkerAction;

    /// <summary>Turned a letter down: it is not sent.</summary>
    internal sealed record RejectedLetter(NoticeId Notice) : CaseworkerAction;

    /// <summary>Withdraws a letter that left, or takes back one that did not.</summary>
    internal sealed record WithdrewNotice(NoticeId Notice) : CaseworkerAction;

    /// <summary>Says who saw it (DESIGN 4.4).</summary>
    internal sealed record SawIt(Witness Witness) : CaseworkerAction;

    /// <summary>Gives a route that no source knew.</summary>
    internal sealed record GaveRoute(Route Route) : CaseworkerAction;

    /// <summary>Wants a look now.</summary>
    internal sealed record AskedForLook : CaseworkerAction;

    /// <summary>Settles a task without further effect.</summary>
    internal sealed record SettledTask(TaskKind Kind, string Subject) : CaseworkerAction;
}
