using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>
/// The lines of one step: one for every event, decision, letter and briefing, with the rule that decided and the
/// rulebook's hash (DESIGN 4.9). Bodies are sealed by the store.
/// </summary>
internal static class LedgerLines
{
    public static ImmutableArray<LedgerEntry> Of(CaseInput input, StepResult result, Rulebook rulebook, Instant now) =>
    [
        .. input.Events.Select(e => new LedgerEntry(
            e.Event.At, "event", e.Event.GetType().Name, e.To.Length == 1 ? e.To[0] : null, NoticeOf(e.Event), null, null, CoreJson.Text(e.Event))),
        .. result.Decisions.Select(d => new LedgerEntry(
            now, "decision", d.Decision.GetType().Name, d.Takedown, null, d.Decision.Because.Value, rulebook.Hash, CoreJson.Text(d.Decision))),
        .. result.NoticeDecisions.Select(d => new LedgerEntry(
            now, "decision", d.GetType().Name, null, d.Notice, d.Because.Value, rulebook.Hash, CoreJson.Text(d))),
        .. result.Letters.Select(l => new LedgerEntry(
            now, "letter", "Composed", null, l.Key, null, rulebook.Hash, CoreJson.Text<Composition>(l.Value))),
        .. result.Briefings.Select(b => new LedgerEntry(
            now, "briefing", b.What.ToString(), null, null, null, rulebook.Hash, CoreJson.Text(b))),
    ];

    private static NoticeId? NoticeOf(TakedownEvent e) => e switch
    {
        TakedownEvent.LetterHeld x => x.Notice,
        TakedownEvent.LetterApproved x => x.Notice,
        TakedownEvent.NoticeSent x => x.Notice,
        TakedownEvent.SendDoubtful x => x.Notice,
        TakedownEvent.SendFailed x => x.Notice,
        TakedownEvent.ReplyArrived x => x.Notice,
        _ => null,
    };
}
