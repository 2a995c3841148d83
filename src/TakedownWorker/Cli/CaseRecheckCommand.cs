using System.CommandLine;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Cli;

/// <summary><c>case recheck REF</c>: a look now.</summary>
internal static class CaseRecheckCommand
{
    public static Command Create(ICommandServices services)
    {
        var reference = new Argument<string>("REF") { Description = "The case." };
        var url = new Option<string?>("--url") { Description = "One reported address, as 'case show' prints it; all without it." };
        var recheck = new Command("recheck", "Asks for a look now instead of at its time.") { reference, url };
        recheck.SetAction(async (parsed, cancellationToken) =>
        {
            var desk = await services.WithDatabaseAsync<RecheckDesk>(cancellationToken);
            var asked = await CaseCommands.OrFailAsync(desk.AskAsync(parsed.GetValue(reference)!, parsed.GetValue(url), cancellationToken));
            await Output.LineAsync(FormattableString.Invariant(
                $"{asked.Reference}: {asked.Urls} {(asked.Urls == 1 ? "address is" : "addresses are")} looked at within a minute, while the service runs."));
            return 0;
        });
        return recheck;
    }
}
