using NodaTime;
using TakedownWorker.Core.Escalation;

namespace TakedownWorker.Core.Notices;

/// <summary>
/// Is a letter overdue? Only under a basis whose hours bind this recipient: for "own process" bases through the platform's
/// own process alone. The clock starts at receipt; exactly at the deadline is not yet late.
/// </summary>
internal static class OverdueRule
{
    public static readonly RuleId Late = new("NOT-42");

    public static NoticeDecision? Ask(CaseFile file, NoticeContext context) => file.Notices
        .Where(n => n.State is NoticeState.Sent or NoticeState.Acknowledged && n.Deadline is { } d && Deadlines.IsLate(d, context.At))
        .Select(n => new NoticeDecision.ChangeState(Late, n.Id, NoticeState.Overdue))
        .FirstOrDefault();

    /// <summary>Last instant that is not yet late; null where the basis binds this recipient to no hours.</summary>
    public static Instant? Deadline(Notice notice, Instant received, Rulebook rulebook)
    {
        if (notice.Basis is null || !rulebook.Bases.TryGetValue(notice.Basis, out var basis) || basis.Deadline is null
            || notice.Kind == ItemKind.Withdrawal)
        {
            return null;
        }

        var binds = basis.Quotable == Quotable.Always || (basis.Quotable == Quotable.OwnProcessOnly && notice.Route.OwnProcess);
        return binds ? Deadlines.After(received, basis.Deadline, DateTimeZoneProviders.Tzdb[basis.Zone]) : null;
    }
}
