using System.Globalization;

namespace TakedownWorker.Core.Escalation;

/// <summary>What failed three times in a row, or could not be delivered, becomes a human's task and not a loop.</summary>
internal static class StuckRule
{
    public static readonly RuleId Poison = new("ESC-14");
    public static readonly RuleId Undelivered = new("ESC-10");
    public static readonly RuleId Refused = new("ESC-07");
    public static readonly RuleId Fuse = new("ESC-16");

    /// <summary>The work of <see cref="TakedownEvent.WorkFailed"/> that ends by itself when the letter leaves after all.</summary>
    public const string Send = "send";

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
            TakedownEvent.LetterHeld { Reason: HoldReason.Fuse } h when IsMine(s, h.Notice) => Blown(s, new TaskKey(TaskKind.Fuse, h.Notice.ToString())),
            TakedownEvent.NoticeSent n when IsMine(s, n.Notice) => s.Settle(Poison, TaskKind.Poison, Send),
            TakedownEvent.SendFailed f when IsMine(s, f.Notice) => s.Ask(Undelivered, TaskKind.SendFailed, f.Notice.ToString(), string.Create(
                    CultureInfo.InvariantCulture, $"A letter was refused with {f.Code}. If the address is wrong, give another route; the ladder goes on with the next one it knows."))
                .Concat(s.Tell(Undelivered, BriefingKind.SendProblem)),
            TakedownEvent.ReplyArrived { Kind: ReplyKind.Refusal or ReplyKind.Human } r when IsMine(s, r.Notice) => s.Ask(
                Refused, TaskKind.AnswerNeeded, r.Notice.ToString(), "The recipient refused or asks something. Read the answer and decide; the ladder goes on."),
            _ => [],
        };
    }

    /// <summary>Each time it blows a human is asked, however often the same letter was released before: a silent hold would last for ever.</summary>
    private static IEnumerable<Decision> Blown(Situation s, TaskKey task) => s.Now.Tasks.Contains(task) ? [] :
    [
        new Decision.AskHuman(Fuse, task, "More first letters were about to leave within an hour than the fuse allows, and all letters are held. See what left ('case list'), then 'release'."),
        new Decision.Tell(Fuse, BriefingKind.FuseBlown),
    ];

    private static bool IsMine(Situation s, NoticeId notice) => s.Now.Items.Any(i => i.Notice == notice);
}
