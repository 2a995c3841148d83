using System.Collections.Immutable;
using System.CommandLine;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>case record REF</c>: gives what a missing-element task asks for.</summary>
internal static class CaseRecordCommand
{
    public static Command Create(ICommandServices services)
    {
        var reference = new Argument<string>("REF");
        var facts = CaseFactOptions.All("authority_by", "authority_date", "authority_scope", "authority_expires", "adult", "seen_by", "seen_on");
        var record = new Command("record", "Records authority, adult confirmation or a witness for a case.") { reference };
        foreach (var option in facts.Values)
        {
            record.Options.Add(option);
        }

        record.SetAction(async (parsed, cancellationToken) =>
        {
            var values = facts.Where(o => !string.IsNullOrWhiteSpace(parsed.GetValue(o.Value)))
                .ToImmutableDictionary(o => o.Key, o => parsed.GetValue(o.Value)!.Trim(), StringComparer.Ordinal);
            var report = Map(services, values);
            var desk = await services.WithDatabaseAsync<CaseDesk>(cancellationToken);
            var name = parsed.GetValue(reference)!;
            await CaseCommands.OrFailAsync(desk.RecordAsync(name, "facts recorded", f => f with
            {
                Authority = report.Authority ?? f.Authority,
                Adult = values.ContainsKey("adult") ? report.Adult : f.Adult,
            }, cancellationToken));
            if (report.Witness is { } witness)
            {
                await CaseCommands.OrFailAsync(desk.ActAsync(name, new CaseworkerAction.SawIt(witness), t => t.Witness is null, cancellationToken));
            }

            await Output.LineAsync("Recorded.");
            return 0;
        });
        return record;
    }

    private static CaseReport Map(ICommandServices services, ImmutableDictionary<string, string> values)
    {
        if (values.IsEmpty)
        {
            throw new CommandException("Nothing to record. Give --authority-by and --authority-date, --adult yes, or --seen-by and --seen-on.");
        }

        // The address only satisfies the mapping; nothing is added.
        var row = new ImportRow(1, values.Add(ImportColumns.Case, "record"), ["https://example.invalid/"]);
        var mapped = ImportMapping.Map([row], services.Get<IRulebookSource>().PolicyNames, services.Get<CaseRunner>().Today);
        return mapped.Faults.IsEmpty ? mapped.Cases[0]
            : throw new CommandException(string.Join(" ", mapped.Faults.Select(f => $"--{f.Column?.Replace('_', '-')}: {f.Reason}")));
    }
}
