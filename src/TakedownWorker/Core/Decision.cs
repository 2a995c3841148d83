using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core;

/// <summary>What a caseworker is told, gathered per case.</summary>
internal enum BriefingKind
{
    HostIgnores,
    ApprovalWanted,
    RouteMissing,
    BackOnline,
    Removed,
    LadderExhausted,
    ElementMissing,
    UnderAge,
    LookNeeded,
    SendProblem,
    SiteDead,
    WorkStuck,
    FuseBlown,
    CompanionsFound,
}

/// <summary>A next step, decided by a rule. The list is closed; a committed decision changes the state too.</summary>
/// <param name="Because">The rule that decided it.</param>
internal abstract record Decision(RuleId Because)
{
    /// <summary>Look at <paramref name="At"/>, then every <paramref name="Every"/> while the look finds what is expected.</summary>
    /// <param name="ReportBack">The next look is an event even if it finds what was expected: somebody waits for it.</param>
    internal sealed record Look(RuleId Because, Instant At, Duration Every, bool ReportBack) : Decision(Because);

    internal sealed record StopLooking(RuleId Because) : Decision(Because);

    /// <summary>The content is now known to be in this state.</summary>
    internal sealed record ChangeContent(RuleId Because, ContentState To) : Decision(Because);

    internal sealed record FindRoutes(RuleId Because) : Decision(Because);

    internal sealed record EnterRung(RuleId Because, int Rung) : Decision(Because);

    /// <summary>Material is back, proven: the next campaign.</summary>
    internal sealed record StartAttempt(RuleId Because, int Attempt) : Decision(Because);

    /// <summary>The last rung is over; letters go on at the policy's slow rhythm.</summary>
    internal sealed record ExhaustLadder(RuleId Because) : Decision(Because);

    internal sealed record Owe(RuleId Because, Item Item) : Decision(Because);

    /// <summary>These items are no longer owed; letters that have not left lose them.</summary>
    internal sealed record Drop(RuleId Because, ImmutableArray<ItemKey> Items) : Decision(Because);

    internal sealed record WakeUp(RuleId Because, Instant At) : Decision(Because);

    internal sealed record NoWakeUp(RuleId Because) : Decision(Because);

    internal sealed record AskHuman(RuleId Because, TaskKey Task, string Asks) : Decision(Because);

    internal sealed record SettleTask(RuleId Because, TaskKey Task) : Decision(Because);

    /// <summary>The caseworker is to be told, gathered with what else the case has to tell.</summary>
    internal sealed record Tell(RuleId Because, BriefingKind What) : Decision(Because);

    /// <summary>The briefing that tells it is written now.</summary>
    internal sealed record Brief(RuleId Because, BriefingKind What) : Decision(Because);

    /// <summary>The whole case is quarantined (DESIGN 4.2).</summary>
    internal sealed record Quarantine(RuleId Because) : Decision(Because);
}
