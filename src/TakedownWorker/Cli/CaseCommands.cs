using System.CommandLine;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>case</c>: open, import, list, show, summary, recheck, pause, resume, close, quarantine, record, erase.</summary>
internal static class CaseCommands
{
    public static Command Create(ICommandServices services) => new("case", "Cases.")
    {
        CaseOpenCommand.Create(services),
        CaseImportCommand.Create(services),
        List(services),
        CaseShowCommands.Show(services),
        CaseShowCommands.Summary(services),
        CaseRecheckCommand.Create(services),
        Change(services, "pause", "Nothing leaves until it is resumed; looks go on.", (desk, r, ct) => desk.PauseAsync(r, ct)),
        Change(services, "resume", "Goes on. Cannot lift a quarantine.", (desk, r, ct) => desk.ResumeAsync(r, ct)),
        Change(services, "quarantine", "The person may be under 18: everything stops at once.", (desk, r, ct) => desk.QuarantineAsync(r, ct)),
        Close(services),
        Erase(services),
        CaseRecordCommand.Create(services),
    };

    public static async Task<T> OrFailAsync<T>(Task<Answer<T>> answer)
        where T : class
    {
        var got = await answer;
        return got.IsOk ? got.Value! : throw new CommandException(got.Problem!);
    }

    private static Command List(ICommandServices services)
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var list = new Command("list", "All cases, newest first.") { json };
        list.SetAction(async (parsed, cancellationToken) =>
        {
            var cases = await (await services.WithDatabaseAsync<ICaseQueries>(cancellationToken)).ListAsync(cancellationToken);
            if (parsed.GetValue(json))
            {
                await Output.JsonAsync(cases);
                return 0;
            }

            foreach (var c in cases)
            {
                await Output.LineAsync(FormattableString.Invariant(
                    $"{c.Ref}  {c.State,-18} {c.Urls,5} addresses, {c.Live} live, {c.Removed} removed, {c.Tasks} tasks  {Output.Time(c.OpenedAt)}"));
            }

            return 0;
        });
        return list;
    }

    private static Command Change(
        ICommandServices services, string name, string description, Func<CaseDesk, string, CancellationToken, Task<Answer<CaseFacts>>> change)
    {
        var reference = new Argument<string>("REF");
        var command = new Command(name, description) { reference };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var facts = await OrFailAsync(change(await services.WithDatabaseAsync<CaseDesk>(cancellationToken), parsed.GetValue(reference)!, cancellationToken));
            await Output.LineAsync($"{facts.Reference}: done.");
            if (facts.Quarantined)
            {
                await Output.LineAsync(services.Options.Organisation.HotlineText);
            }

            return 0;
        });
        return command;
    }

    private static Command Close(ICommandServices services)
    {
        var reference = new Argument<string>("REF");
        var how = new Option<string?>("--as") { Description = "removed (the default once every address is), withdrawn (everyone written to is told) or duplicate." };
        how.AcceptOnlyFromAmong("removed", "withdrawn", "duplicate");
        var close = new Command("close", "Ends a case: nothing is looked at or written any more.") { reference, how };
        close.SetAction(async (parsed, cancellationToken) =>
        {
            var view = await CaseShowCommands.ViewAsync(services, parsed.GetValue(reference)!, cancellationToken);
            var closure = parsed.GetValue(how) ?? (view.State == "removed" ? "removed"
                : throw new CommandException($"{view.Ref} is {view.State}, not removed. Say how it ends: --as removed, withdrawn or duplicate."));
            var desk = await services.WithDatabaseAsync<CaseDesk>(cancellationToken);
            var facts = await OrFailAsync(desk.CloseAsync(view.Ref, Enum.Parse<CaseClosure>(closure, ignoreCase: true), cancellationToken));
            await Output.LineAsync($"{facts.Reference}: closed as {closure}.");
            return 0;
        });
        return close;
    }

    private static Command Erase(ICommandServices services)
    {
        var reference = new Argument<string>("REF");
        var really = new Option<bool>("--yes") { Description = "Without it nothing is erased." };
        var erase = new Command("erase", "Destroys the key of a case: nothing in it can be read again. The chain of the ledger stays.") { reference, really };
        erase.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetValue(reference)!;
            var valid = CaseReference.Parse(name) ?? throw new CommandException(CaseDesk.Unknown(name));
            if (!parsed.GetValue(really))
            {
                throw new CommandException($"Erasing {valid} cannot be undone. Say it with --yes.");
            }

            var eraser = await services.WithDatabaseAsync<ICaseEraser>(cancellationToken);
            var now = services.Get<CaseRunner>().Now;
            await Output.LineAsync(await eraser.EraseAsync(valid, now, cancellationToken) ? $"{valid}: erased." : throw new CommandException(CaseDesk.Unknown(valid)));
            return 0;
        });
        return erase;
    }
}
