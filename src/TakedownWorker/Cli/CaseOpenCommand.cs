using System.Collections.Immutable;
using System.CommandLine;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Cli;

/// <summary><c>case open URL...</c>: the columns of an import as options; prints the reference alone.</summary>
internal static class CaseOpenCommand
{
    public static Command Create(ICommandServices services)
    {
        var urls = new Argument<string[]>("URL") { Description = "Reported addresses.", Arity = ArgumentArity.ZeroOrMore };
        var more = new Option<string[]>("--url") { Description = "A reported address; may be given again.", AllowMultipleArgumentsPerToken = false };
        var facts = CaseFactOptions.All();
        var open = new Command("open", "Opens a case and prints its reference.") { urls, more };
        foreach (var option in facts)
        {
            open.Options.Add(option.Value);
        }

        open.SetAction(async (parsed, cancellationToken) =>
        {
            ImmutableArray<string> addresses = [.. parsed.GetValue(urls) ?? [], .. parsed.GetValue(more) ?? []];
            if (addresses.IsEmpty)
            {
                throw new CommandException("Give at least one address: case open URL...", wrongUsage: true);
            }

            var report = CaseFactOptions.Read(services, CaseFactOptions.Given(facts, parsed), addresses);
            var desk = await services.WithDatabaseAsync<CaseDesk>(cancellationToken);
            await Output.LineAsync((await CaseCommands.OrFailAsync(desk.OpenAsync(report, cancellationToken))).Reference);
            return 0;
        });
        return open;
    }
}
