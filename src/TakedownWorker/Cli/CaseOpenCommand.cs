using System.Collections.Immutable;
using System.CommandLine;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

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
            var values = facts.Where(o => !string.IsNullOrWhiteSpace(parsed.GetValue(o.Value)))
                .ToImmutableDictionary(o => o.Key, o => parsed.GetValue(o.Value)!.Trim(), StringComparer.Ordinal);
            var named = values.ContainsKey(ImportColumns.Case);
            var row = new ImportRow(1, named ? values : values.Add(ImportColumns.Case, "by hand"), addresses);
            var mapped = ImportMapping.Map([row], services.Get<IRulebookSource>().PolicyNames, services.Get<CaseRunner>().Today);
            if (!mapped.Faults.IsEmpty)
            {
                throw new CommandException(string.Join(" ", mapped.Faults.Select(f => $"--{f.Column?.Replace('_', '-')}: {f.Reason}")));
            }

            var report = mapped.Cases[0] with { CallerId = named ? values[ImportColumns.Case] : null };
            var desk = await services.WithDatabaseAsync<CaseDesk>(cancellationToken);
            await Output.LineAsync((await CaseCommands.OrFailAsync(desk.OpenAsync(report, cancellationToken))).Reference);
            return 0;
        });
        return open;
    }
}
