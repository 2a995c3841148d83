using TakedownWorker.Core;

namespace TakedownWorker.Takedowns;

/// <summary>How a task is answered.</summary>
internal enum TaskReply
{
    /// <summary>Plain <c>task done</c>: read, decided, done elsewhere.</summary>
    Settle,
    Live,
    Gone,
    Sent,
}

/// <summary>Which kind of task takes which answer. One table, so that every refusal names the command that settles the task.</summary>
internal static class TaskAnswers
{
    public static bool Takes(TaskKind kind, TaskReply reply) => (kind, reply) switch
    {
        (TaskKind.FillForm, TaskReply.Sent) => true,
        (TaskKind.ManualLook or TaskKind.ConfirmReturn or TaskKind.SiteDead, TaskReply.Live or TaskReply.Gone) => true,
        (TaskKind.AnswerNeeded or TaskKind.Regulator or TaskKind.Poison or TaskKind.LadderExhausted or TaskKind.SiteDead or TaskKind.SendFailed, TaskReply.Settle) => true,
        _ => false,
    };

    /// <summary>A task that asks whom to write to.</summary>
    public static bool TakesRoute(TaskKind kind) => kind is TaskKind.NoRoute or TaskKind.SendFailed;

    public static bool TakesReject(TaskKind kind) => kind is TaskKind.ApproveLetter or TaskKind.FillForm or TaskKind.NoRoute or TaskKind.Companions;

    /// <summary>The commands that settle a task of this kind, without its id.</summary>
    public static string How(TaskKind kind) => kind switch
    {
        TaskKind.ApproveLetter => "'task approve' or 'task reject'",
        TaskKind.FillForm => "'task done --answer sent' once the form is filled in, or 'task reject'",
        TaskKind.MissingElement => "'case record' with the missing fact",
        TaskKind.ManualLook or TaskKind.ConfirmReturn => "'task done --answer live' or 'task done --answer gone', after your own look",
        TaskKind.NoRoute => "'task done --route' with an e-mail address or form, or 'task reject' to leave it",
        TaskKind.SendFailed => "'task done --route' with another address, or 'task done' to leave it",
        TaskKind.SiteDead => "'task done --answer live' or 'task done --answer gone' after your own look, or 'task done' to leave it",
        TaskKind.Companions => "'task approve' to add all to the case, 'url add' for some of them, or 'task reject' to leave the rest",
        TaskKind.Fuse => "'release', once you have seen that the letters are right",
        _ => "'task done'",
    };

    public static string Refusal(TaskKind kind) => $"This task is of the kind {Kebab.Name(kind)} and takes another answer. Settle it by {How(kind)}.";
}
