using System.CommandLine;
using System.Globalization;
using TakedownWorker.Core.Escalation;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>policy simulate</c>: the ladder as the real deciders climb it.</summary>
internal static class PolicyCommands
{
    public static Command Create(ICommandServices services)
    {
        var policy = new Option<string?>("--policy") { Description = "Name of the policy; the configured default without it." };
        var weeks = new Option<int>("--weeks") { Description = "How long.", DefaultValueFactory = _ => 4 };
        weeks.Validators.Add(r =>
        {
            if (!r.Implicit && (r.Tokens is not [{ Value: var given }]
                || !int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 520))
            {
                r.AddError("--weeks takes 1 to 520.");
            }
        });
        var json = new Option<bool>("--json") { Description = "One JSON line a step." };
        var simulate = new Command("simulate", "What the ladder does when a host stays silent, refuses, or removes and returns.") { policy, weeks, json };
        simulate.SetAction(async (parsed, _) =>
        {
            foreach (var step in PolicySimulation.Run(Rulebook(services, parsed.GetValue(policy)), parsed.GetValue(weeks)))
            {
                if (parsed.GetValue(json))
                {
                    await Output.JsonAsync(step);
                }
                else
                {
                    await Output.LineAsync($"{step.Scenario,-8} {step.After,-12} rung {step.Rung}  {step.Action,-28} {step.Party,-18} {step.Rule}");
                }
            }

            return 0;
        });
        return new Command("policy", "Policies.") { simulate };
    }

    private static Core.Rulebook Rulebook(ICommandServices services, string? policy)
    {
        var books = services.Get<IRulebookSource>();
        return policy is null || books.PolicyNames.Contains(policy)
            ? books.For(policy)
            : throw new CommandException($"--policy '{policy}' is unknown. There are: {string.Join(", ", books.PolicyNames)}.");
    }
}
