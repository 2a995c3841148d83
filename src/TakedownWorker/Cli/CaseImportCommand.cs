using System.Collections.Immutable;
using System.CommandLine;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>case import FILE</c>: good rows are kept, every faulty one is named, a second run adds nothing.</summary>
internal static class CaseImportCommand
{
    private sealed record Fault(long Line, string? Column, string Reason);

    private sealed record Result(int CasesNew, int UrlsNew, int Unchanged, ImmutableArray<Fault> Faults);

    public static Command Create(ICommandServices services)
    {
        var file = new Argument<string>("FILE") { Description = "CSV with a header, or JSON Lines ('-' for standard input)." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only checks the file." };
        var import = new Command("import", "Opens cases and adds addresses from a file.") { file, json, dryRun };
        import.SetAction(async (parsed, cancellationToken) =>
        {
            var read = services.Get<IImportReader>().Read(parsed.GetValue(file)!);
            var mapped = ImportMapping.Map(Counted(read, cancellationToken), CaseFactOptions.Context(services));
            var faults = mapped.Faults.OrderBy(f => f.Line).Select(f => new Fault(f.Line, f.Column, f.Reason)).ToImmutableArray();
            var (cases, urls, unchanged) = parsed.GetValue(dryRun) || mapped.Unusable || mapped.Gathered.IsEmpty
                ? (0, 0, 0)
                : await ImportAsync(await services.WithDatabaseAsync<CaseDesk>(cancellationToken), mapped, cancellationToken);
            await PrintAsync(new Result(cases, urls, unchanged, faults), parsed.GetValue(json), parsed.GetValue(dryRun), mapped.Unusable);
            return cancellationToken.IsCancellationRequested || !faults.IsEmpty ? 1 : 0;
        });
        return import;
    }

    /// <summary>Says on stderr how far reading is; stops between two rows.</summary>
    private static IEnumerable<ImportLine> Counted(IEnumerable<ImportLine> lines, CancellationToken cancellationToken)
    {
        var read = 0;
        foreach (var line in lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++read % 50_000 == 0)
            {
                Console.Error.WriteLine(FormattableString.Invariant($"{read} rows read"));
            }

            yield return line;
        }
    }

    private static async Task<(int Cases, int Urls, int Unchanged)> ImportAsync(
        CaseDesk desk, MappedImport mapped, CancellationToken cancellationToken)
    {
        var (cases, urls, unchanged, done) = (0, 0, 0, 0);
        var total = mapped.Urls;
        foreach (var report in mapped.Cases)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync(FormattableString.Invariant(
                    $"takedown: Stopped after {done} of {total} addresses. What is imported is kept; run the same file again for the rest."));
                break;
            }

            var opened = await CaseCommands.OrFailAsync(desk.OpenAsync(report, CancellationToken.None));
            cases += opened.IsNew ? 1 : 0;
            urls += opened.UrlsNew;
            unchanged += opened.Unchanged;
            var before = done;
            done += report.Urls.Length;
            if (before / 500 != done / 500)
            {
                await Console.Error.WriteLineAsync(FormattableString.Invariant($"{done} of {total} addresses"));
            }
        }

        return (cases, urls, unchanged);
    }

    private static async Task PrintAsync(Result result, bool json, bool dryRun, bool unusable)
    {
        if (json)
        {
            await Output.JsonAsync(result);
            return;
        }

        foreach (var f in result.Faults)
        {
            await Console.Error.WriteLineAsync(f.Line == 0
                ? $"takedown: {f.Reason}"
                : FormattableString.Invariant($"line {f.Line}{(f.Column is null ? "" : ", " + f.Column)}: {f.Reason}"));
        }

        if (unusable)
        {
            return;
        }

        await Output.LineAsync(dryRun
            ? FormattableString.Invariant($"Checked only: {result.Faults.Length} faults.")
            : FormattableString.Invariant($"{result.CasesNew} new cases, {result.UrlsNew} new addresses, {result.Unchanged} unchanged, {result.Faults.Length} faults."));
    }
}
