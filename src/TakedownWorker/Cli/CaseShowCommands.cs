using System.Collections.Immutable;
using System.CommandLine;
using TakedownWorker.Core;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Cli;

/// <summary><c>case show</c> and <c>case summary</c>.</summary>
internal static class CaseShowCommands
{
    private sealed record SummaryView(string Ref, ImmutableArray<string> Paragraphs);

    public static Command Show(ICommandServices services)
    {
        var reference = new Argument<string>("REF") { Description = "The case." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var hotline = new Option<bool>("--hotline") { Description = "Address, date and time only, for the hotline." };
        var show = new Command("show", "One case: addresses, letters, tasks.") { reference, json, hotline };
        show.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetValue(reference)!;
            if (parsed.GetValue(hotline))
            {
                await HotlineAsync(services, name, parsed.GetValue(json), cancellationToken);
                return 0;
            }

            var view = await ViewAsync(services, name, cancellationToken);
            await (parsed.GetValue(json) ? Output.JsonAsync(view) : CaseText.WriteAsync(view, services.Options.Organisation.HotlineText));
            return 0;
        });
        return show;
    }

    public static Command Summary(ICommandServices services)
    {
        var reference = new Argument<string>("REF") { Description = "The case." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var summary = new Command("summary", "Plain words for the person, without addresses.") { reference, json };
        summary.SetAction(async (parsed, cancellationToken) =>
        {
            var view = await ViewAsync(services, parsed.GetValue(reference)!, cancellationToken);
            var paragraphs = CaseText.Summary(view);
            await (parsed.GetValue(json)
                ? Output.JsonAsync(new SummaryView(view.Ref, paragraphs))
                : Output.LineAsync(string.Join(Environment.NewLine, paragraphs)));
            return 0;
        });
        return summary;
    }

    /// <exception cref="CommandException">There is no such case.</exception>
    public static async Task<CaseView> ViewAsync(ICommandServices services, string reference, CancellationToken cancellationToken)
    {
        var id = await IdAsync(services, reference, cancellationToken);
        return await services.Get<CaseShow>().ShowAsync(id, cancellationToken) ?? throw new CommandException(CaseDesk.Unknown(reference));
    }

    private static async Task HotlineAsync(ICommandServices services, string reference, bool json, CancellationToken cancellationToken)
    {
        var id = await IdAsync(services, reference, cancellationToken);
        var lines = await services.Get<CaseShow>().HotlineAsync(id, cancellationToken) ?? throw new CommandException(CaseDesk.Unknown(reference));
        if (json)
        {
            await Output.JsonAsync(lines);
            return;
        }

        foreach (var line in lines)
        {
            await Output.LineAsync($"{line.Url}\t{Output.Time(line.ReportedAt)}");
        }
    }

    private static async Task<CaseId> IdAsync(ICommandServices services, string reference, CancellationToken cancellationToken) =>
        await (await services.WithDatabaseAsync<CaseDesk>(cancellationToken)).IdAsync(reference, cancellationToken)
            ?? throw new CommandException(CaseDesk.Unknown(reference));
}
