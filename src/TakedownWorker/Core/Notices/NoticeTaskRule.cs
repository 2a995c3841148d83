using Step = (TakedownWorker.Core.TakedownId Takedown, TakedownWorker.Core.Decision Decision);

namespace TakedownWorker.Core.Notices;

/// <summary>
/// Which tasks do the letters of a case ask for? They follow from the letters' states, so a letter that moved on takes
/// its task with it.
/// </summary>
internal static class NoticeTaskRule
{
    public static readonly RuleId Follows = new("NOT-43");

    private static readonly TaskKind[] Kinds = [TaskKind.ApproveLetter, TaskKind.FillForm, TaskKind.MissingElement];

    public static IEnumerable<Step> Ask(CaseFile file)
    {
        var wanted = file.Notices.Select(n => (Notice: n, Task: Task(n), Carries: n.Items.Select(k => k.Takedown).ToHashSet()))
            .Where(x => x.Task is not null).ToList();
        foreach (var takedown in file.Takedowns)
        {
            var mine = wanted.Where(x => x.Carries.Contains(takedown.Id)).ToList();
            foreach (var (notice, task, _) in mine.Where(x => !takedown.Tasks.Contains(x.Task!)))
            {
                yield return (takedown.Id, new Decision.AskHuman(Follows, task!, Asks(notice)));
            }

            foreach (var old in takedown.Tasks.Where(t => IsAboutLetter(file, t) && mine.TrueForAll(x => x.Task != t)))
            {
                yield return (takedown.Id, new Decision.SettleTask(Follows, old));
            }
        }
    }

    /// <summary>The letter that a task is about; null for any other task.</summary>
    public static Notice? LetterOf(CaseFile file, TaskKey task) =>
        Kinds.Contains(task.Kind) ? file.Notices.FirstOrDefault(n => n.Id.ToString() == task.Subject) : null;

    private static bool IsAboutLetter(CaseFile file, TaskKey task) => LetterOf(file, task) is not null;

    private static TaskKey? Task(Notice n) => n switch
    {
        { State: NoticeState.AwaitingApproval, Route.Channel: Contacts.Channel.Form } => new TaskKey(TaskKind.FillForm, n.Id.ToString()),
        { State: NoticeState.AwaitingApproval } => new TaskKey(TaskKind.ApproveLetter, n.Id.ToString()),
        { State: NoticeState.Draft, Missing.Length: > 0 } => new TaskKey(TaskKind.MissingElement, n.Id.ToString()),
        _ => null,
    };

    private static string Asks(Notice n) => n switch
    {
        { Missing.Length: > 0 } => $"A letter to {n.Route.Party} cannot be written: missing {string.Join(", ", n.Missing)}.",
        { Route.Channel: Contacts.Channel.Form } => $"Fill in the form of {n.Route.Party} with the ready text, then answer 'sent'.",
        _ => $"Approve or reject the {n.Items[0].KindName} letter to {n.Route.Party} ({n.Items.Length} address{(n.Items.Length == 1 ? "" : "es")}).",
    };
}
