using System.CommandLine;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Cli;

/// <summary><c>url add REF URL...</c>.</summary>
internal static class UrlCommands
{
    public static Command Create(ICommandServices services)
    {
        var reference = new Argument<string>("REF") { Description = "The case." };
        var urls = new Argument<string[]>("URL") { Description = "Further addresses.", Arity = ArgumentArity.OneOrMore };
        var seenBy = new Option<string?>("--seen-by") { Description = "Who saw that they show the person without consent." };
        var seenOn = new Option<string?>("--seen-on") { Description = "When (ISO date)." };
        var add = new Command("add", "Adds addresses to a case.") { reference, urls, seenBy, seenOn };
        add.SetAction(async (parsed, cancellationToken) =>
        {
            var report = new CaseReport
            {
                Urls = [.. parsed.GetValue(urls)!.Select(ParseUrl)],
                Witness = ParseWitness(parsed.GetValue(seenBy), parsed.GetValue(seenOn)),
            };
            var desk = await services.WithDatabaseAsync<CaseDesk>(cancellationToken);
            var answer = await desk.AddUrlsAsync(parsed.GetValue(reference)!, report, cancellationToken);
            var opened = answer.IsOk ? answer.Value! : throw new CommandException(answer.Problem!);
            await Output.LineAsync(FormattableString.Invariant($"{opened.UrlsNew} added, {opened.Unchanged} known already."));
            return 0;
        });
        return new Command("url", "Addresses of a case.") { add };
    }

    public static ReportedUrl ParseUrl(string text)
    {
        var parsed = ReportedUrl.Parse(text);
        return parsed.Url ?? throw new CommandException($"An address is not understood: {UrlFaults.Explain(parsed.Fault!.Value)}");
    }

    public static Witness? ParseWitness(string? by, string? on) => (by, on) switch
    {
        (null, null) => null,
        ({ Length: > 0 }, not null) => new Witness(by, ParseDate("--seen-on", on)),
        _ => throw new CommandException("A witness needs both --seen-by and --seen-on."),
    };

    public static LocalDate ParseDate(string name, string text)
    {
        var parsed = NodaTime.Text.LocalDatePattern.Iso.Parse(text);
        return parsed.Success ? parsed.Value : throw new CommandException($"{name}: '{text}' is not a date. Write 2026-11-23.");
    }
}
