using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Contacts;

/// <summary>
/// CON-40: what does one step of a case teach about the parties that were written to? A removal is counted for every party
/// that had been written to by then: who acted is not known, only that it went after the letter. Trial letters teach nothing.
/// </summary>
internal static class HostFactsRule
{
    public static readonly RuleId Learns = new("CON-40");

    public static ImmutableArray<HostFact> Of(CaseFile before, StepResult step, Instant at) =>
    [
        .. step.NoticeDecisions.SelectMany(d => OfLetter(before, step.File, d, at)),
        .. step.Decisions.SelectMany(d => OfContent(step.File.Of(d.Takedown), d.Decision, at)),
    ];

    private static IEnumerable<HostFact> OfLetter(CaseFile before, CaseFile now, NoticeDecision decision, Instant at)
    {
        if (now.Find(decision.Notice) is not { } notice || notice.Kind == ItemKind.Withdrawal)
        {
            return [];
        }

        var answered = before.Find(decision.Notice)?.State is NoticeState.Acknowledged or NoticeState.ClaimedDone or NoticeState.Refused;
        return decision switch
        {
            NoticeDecision.Received { State: NoticeState.Sent } => [Fact(HostFactKind.Accepted)],
            NoticeDecision.ChangeState { To: NoticeState.Bounced } => [Fact(HostFactKind.Bounced)],
            NoticeDecision.ChangeState { To: NoticeState.Refused } => answered ? [Fact(HostFactKind.Refused)] : [Fact(HostFactKind.Answered), Fact(HostFactKind.Refused)],
            NoticeDecision.ChangeState { To: NoticeState.Acknowledged or NoticeState.ClaimedDone } when !answered => [Fact(HostFactKind.Answered)],
            _ => [],
        };

        HostFact Fact(HostFactKind kind) => new(notice.Route.Role, notice.Route.Party, notice.Route.Source == RouteSource.Directory, kind, at, notice.Route.Key);
    }

    private static IEnumerable<HostFact> OfContent(Takedown takedown, Decision decision, Instant at) => decision switch
    {
        Decision.ChangeContent { To: Monitoring.ContentState.Removed } => Written(takedown, takedown.Attempt)
            .Select(w => w with { Kind = HostFactKind.Removed, At = at, After = GoneAt(takedown, at) - w.At }).Where(w => w.After >= Duration.Zero),
        Decision.StartAttempt start => Written(takedown, start.Attempt - 1).Select(w => w with { Kind = HostFactKind.Returned, At = at }),
        _ => [],
    };

    /// <summary>Each party that took a letter about this address in the attempt, with the first time.</summary>
    private static IEnumerable<HostFact> Written(Takedown takedown, int attempt) => takedown.Items
        .Where(i => i.Key.Attempt == attempt && i.Key.Kind != ItemKind.Withdrawal && i.ReceivedAt is not null)
        .GroupBy(i => (i.Key.Role, i.Key.Party))
        .Select(g => new HostFact(
            g.Key.Role, g.Key.Party, g.Any(i => i.Route.Source == RouteSource.Directory), HostFactKind.Accepted, g.Min(i => i.ReceivedAt!.Value)));

    private static Instant GoneAt(Takedown takedown, Instant otherwise) =>
        takedown.Sightings.Gone.Select(g => (Instant?)g.First).Min() ?? otherwise;
}
