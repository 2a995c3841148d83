using System.Collections.Immutable;
using System.CommandLine;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Cli;

/// <summary><c>case record REF</c>: gives what a missing-element task asks for, and whatever else was learnt later.</summary>
internal static class CaseRecordCommand
{
    public static Command Create(ICommandServices services)
    {
        var reference = new Argument<string>("REF");
        var facts = CaseFactOptions.All(
            "country", "authority_by", "authority_date", "authority_scope", "authority_expires", "adult", "under18", "seen_by", "seen_on", "severity", "caseworker",
            "owns_copyright", "consent_to_name", "person_name", "material");
        var risk = YesNo("--retaliation-risk", "yes: letters that may be forwarded to the uploader wait for approval.");
        var authorities = YesNo("--consent-to-authorities", "yes: the person agrees that police or a regulator are told.");
        var record = new Command("record", "Records or corrects facts of a case: authority, adult confirmation, a witness, consent and others.") { reference };
        foreach (var option in facts.Values.Append(risk).Append(authorities))
        {
            record.Options.Add(option);
        }

        record.SetAction(async (parsed, cancellationToken) =>
        {
            var values = CaseFactOptions.Given(facts, parsed);
            if (values.IsEmpty && parsed.GetValue(risk) is null && parsed.GetValue(authorities) is null)
            {
                throw new CommandException("Nothing to record. Give --authority-by and --authority-date, --adult yes, --seen-by and --seen-on, or another fact.", wrongUsage: true);
            }

            var report = values.IsEmpty ? new CaseReport() : CaseFactOptions.Read(services, values, []);
            var desk = await services.WithDatabaseAsync<CaseDesk>(cancellationToken);
            var name = parsed.GetValue(reference)!;
            await CaseCommands.OrFailAsync(desk.RecordAsync(name, "facts recorded", f => With(f, values, report) with
            {
                RetaliationRisk = Or(parsed.GetValue(risk), f.RetaliationRisk),
                ConsentToAuthorities = Or(parsed.GetValue(authorities), f.ConsentToAuthorities),
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

    private static Option<string?> YesNo(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong("yes", "no");
        return option;
    }

    private static bool Or(string? given, bool known) => given is null ? known : given == "yes";

    private static CaseFacts With(CaseFacts f, ImmutableDictionary<string, string> given, CaseReport report) => f with
    {
        Authority = report.Authority ?? f.Authority,
        Adult = given.ContainsKey(ImportColumns.Adult) ? report.Adult : f.Adult,
        Under18 = given.ContainsKey(ImportColumns.Under18) ? report.Under18 : f.Under18,
        Country = report.Country ?? f.Country,
        Severity = report.Severity ?? f.Severity,
        Caseworker = report.Caseworker ?? f.Caseworker,
        OwnsCopyright = given.ContainsKey("owns_copyright") ? report.OwnsCopyright : f.OwnsCopyright,
        ConsentToName = given.ContainsKey("consent_to_name") ? report.ConsentToName : f.ConsentToName,
        PersonName = report.PersonName ?? f.PersonName,
        Material = report.Material ?? f.Material,
    };
}
