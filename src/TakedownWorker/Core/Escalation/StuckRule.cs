using System.Globalization;

namespace TakedownWorker.Core.Escalation;

/// <summary>What failed three times in a row, or could not be delivered, becomes a human's task and not a loop.</summary>
internal static class StuckRule
{
    public static readonly RuleId Poison = new("ESC-14");
    public static readonly RuleId Undelivered = new("ESC-10");
    public static readonly RuleId Refused = new("ESC-07");

    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (s.Now.Quarantined || s.Facts.Closure != CaseClosure.None)
        {
            return [];
        }

        return s.Event switch
        {
            TakedownEvent.WorkFailed w => s.Ask(Poison, TaskKind.Poison, w.Work, string.Create(
                    CultureInfo.InvariantCulture, $"The worker failed {w.Failures} times in a row at '{w.Work}' for this case. See the logs for the reference, then settle this task to try again."))
                .Concat(s.Tell(Poison, BriefingKind.WorkStuck)),
            TakedownEvent.SendFailed f when IsMine(s, f.Notice) => s.Ask(Undelivered, TaskKind.SendFailed, f.Notice.ToString(), string.Create(
                    CultureInfo.InvariantCulture, $"A letter was refused with {f.Code}. If the address is wrong, give another route; the ladder goes on with the next one it knows."))
                .Concat(s.Tell(Undelivered, BriefingKind.SendProblem)),
            TakedownEvent.ReplyArrived { Kind: ReplyKind.Refusal or ReplyKind.Human } r when IsMine(s, r.Notice) => s.Ask(
                Refused, TaskKind.AnswerNeeded, r.Notice.ToString(), "The recipient refused or asks something. Read the answer and decide; the ladder goes on."),
            _ => [],
        };
    }

    private static bool IsMine(Situation s, NoticeId notice) => s.Now.Items.Any(i => i.Notice == notice);
}
