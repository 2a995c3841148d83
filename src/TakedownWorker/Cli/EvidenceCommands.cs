using System.CommandLine;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>evidence verify</c>: nothing was altered, removed, inserted or re-ordered.</summary>
internal static class EvidenceCommands
{
    public static Command Create(ICommandServices services)
    {
        var reference = new Argument<string?>("REF") { Description = "One case; all without it.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var verify = new Command("verify", "Checks the ledger.") { reference, json };
        verify.SetAction(async (parsed, cancellationToken) =>
        {
            var given = parsed.GetValue(reference);
            var desk = await services.WithDatabaseAsync<CaseDesk>(cancellationToken);
            if (given is not null && await desk.IdAsync(given, cancellationToken) is null)
            {
                throw new CommandException(CaseDesk.Unknown(given));
            }

            var one = given is null ? null : CaseReference.Parse(given);
            var report = await (await services.WithDatabaseAsync<ILedger>(cancellationToken)).VerifyAsync(one, cancellationToken);
            if (parsed.GetValue(json))
            {
                await Output.JsonAsync(report);
            }
            else
            {
                await Output.LineAsync(FormattableString.Invariant($"{report.Entries} entries, {report.Faults.Length} faults."));
                foreach (var f in report.Faults)
                {
                    await Output.LineAsync(FormattableString.Invariant($"{f.Case ?? "checkpoint"} {f.Sequence}: {f.Fault}"));
                }
            }

            return report.Ok ? 0 : 1;
        });
        return new Command("evidence", "The record.") { verify };
    }
}
