using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Core.Contacts;

/// <summary>Is it time to find out who can act? Once the material was seen live and something may be written.</summary>
internal static class RoutesRule
{
    public static readonly RuleId Find = new("CON-30");
    public static readonly RuleId NoneFound = new("CON-31");

    public const string Subject = "no-route";

    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (s.Now.Content != ContentState.Live || !WritingGateRule.Passes(s.Now, s.Facts, s.At))
        {
            return [];
        }

        if (s.Now.Routes is not { } routes)
        {
            return s.Now.RoutesAsked && !PoisonSettled(s.Event) ? [] : [new Decision.FindRoutes(Find)];
        }

        return routes.Length > 0
            ? s.Settle(NoneFound, TaskKind.NoRoute, Subject)
            : s.Ask(NoneFound, TaskKind.NoRoute, Subject, "No source knows whom to write to. Give an e-mail address or a form, or reject this task to leave it.")
                .Concat(s.Tell(NoneFound, BriefingKind.RouteMissing));
    }

    private static bool PoisonSettled(TakedownEvent e) =>
        e is TakedownEvent.CaseworkerActed { Action: CaseworkerAction.SettledTask { Kind: TaskKind.Poison } };
}
