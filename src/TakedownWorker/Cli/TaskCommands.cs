using System.CommandLine;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>task list|show|approve|reject|done</c>: what waits for a human, also without mail.</summary>
internal static class TaskCommands
{
    public static Command Create(ICommandServices services) => new("task", "What waits for a human.")
    {
        List(services),
        Show(services),
        Approve(services),
        Reject(services),
        Done(services),
    };

    private static Command List(ICommandServices services)
    {
        var reference = new Option<string?>("--case") { Description = "Only this case." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var list = new Command("list", "Open tasks, oldest first.") { reference, json };
        list.SetAction(async (parsed, cancellationToken) =>
        {
            var given = parsed.GetValue(reference);
            var desk = await services.WithDatabaseAsync<CaseDesk>(cancellationToken);
            if (given is not null && await desk.IdAsync(given, cancellationToken) is null)
            {
                throw new CommandException(CaseDesk.Unknown(given));
            }

            var one = given is null ? null : Core.Intake.CaseReference.Parse(given);
            var tasks = await (await services.WithDatabaseAsync<ICaseQueries>(cancellationToken)).TasksAsync(one, cancellationToken);
            if (parsed.GetValue(json))
            {
                await Output.JsonAsync(tasks);
                return 0;
            }

            foreach (var t in tasks)
            {
                await Output.LineAsync($"{t.Id}  {t.Case}  {t.Kind,-16} {Output.Time(t.Since)}  {t.Asks}");
            }

            return 0;
        });
        return list;
    }

    private static Command Show(ICommandServices services)
    {
        var id = new Argument<string>("ID");
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var show = new Command("show", "One task, with the letter it is about.") { id, json };
        show.SetAction(async (parsed, cancellationToken) =>
        {
            var answer = await (await services.WithDatabaseAsync<TaskDesk>(cancellationToken)).ShowAsync(parsed.GetValue(id)!, cancellationToken);
            var detail = answer.IsOk ? answer.Value! : throw new CommandException(answer.Problem!);
            if (parsed.GetValue(json))
            {
                await Output.JsonAsync(detail);
                return 0;
            }

            await Output.LineAsync($"{detail.Task.Kind} for {detail.Task.Case}, since {Output.Time(detail.Task.Since)}\n{detail.Task.Asks}\nSettle it by {detail.SettledBy}.\n");
            await Output.LineAsync(detail.Text is null ? string.Join('\n', detail.Lines) : $"Content hash: {detail.ContentHash}\nTo: {detail.To}\nSubject: {detail.Subject}\n\n{detail.Text}");
            return 0;
        });
        return show;
    }

    private static Command Reject(ICommandServices services)
    {
        var id = new Argument<string>("ID") { Description = "Id of the task." };
        var reject = new Command("reject", "Turns a letter or form down, or leaves an address without a route.") { id };
        reject.SetAction(async (parsed, cancellationToken) =>
        {
            var desk = await services.WithDatabaseAsync<TaskDesk>(cancellationToken);
            await CaseCommands.OrFailAsync(desk.RejectAsync(parsed.GetValue(id)!, cancellationToken));
            await Output.LineAsync("Done.");
            return 0;
        });
        return reject;
    }

    private static Command Approve(ICommandServices services)
    {
        var id = new Argument<string>("ID");
        var hash = new Option<string?>("--hash") { Description = "Content hash that 'task show' printed: a letter that changed since is not approved." };
        var seenBy = new Option<string?>("--seen-by") { Description = "For further addresses: who saw that they show the person without consent." };
        var seenOn = new Option<string?>("--seen-on") { Description = "When (ISO date)." };
        var approve = new Command("approve", "Approves a letter as 'task show' shows it, or adds the further addresses that it lists.") { id, hash, seenBy, seenOn };
        approve.SetAction(async (parsed, cancellationToken) =>
        {
            var desk = await services.WithDatabaseAsync<TaskDesk>(cancellationToken);
            var answer = await desk.ApproveAsync(parsed.GetValue(id)!, new Approving(Environment.UserName, parsed.GetValue(hash), UrlCommands.ParseWitness(parsed.GetValue(seenBy), parsed.GetValue(seenOn))), cancellationToken);
            await Output.LineAsync(answer.IsOk ? "Done." : throw new CommandException(answer.Problem!));
            return 0;
        });
        return approve;
    }

    private static Command Done(ICommandServices services)
    {
        var id = new Argument<string>("ID") { Description = "Id of the task." };
        var reply = new Option<string?>("--answer") { Description = "What you saw or did." };
        reply.AcceptOnlyFromAmong("live", "gone", "sent");
        var route = new Option<string?>("--route") { Description = "An e-mail address or the https address of a form, for a task that asks whom to write to." };
        var url = new Option<string[]>("--url") { Description = "Of a task about several addresses: those that the answer or route is for, as 'task show' prints them." };
        var done = new Command("done", "Settles a task.") { id, reply, route, url };
        done.Validators.Add(given =>
        {
            if (given.GetValue(route) is not null && given.GetValue(reply) is not null)
            {
                given.AddError("Give either --answer or --route.");
            }
            else if (given.GetValue(url) is { Length: > 0 } && given.GetValue(route) is null && given.GetValue(reply) is null)
            {
                given.AddError("--url goes with --answer or --route.");
            }
            else if (given.GetValue(url) is { Length: > 1 } && given.GetValue(route) is not null)
            {
                given.AddError("--route takes one --url.");
            }
        });
        done.SetAction(async (parsed, cancellationToken) =>
        {
            var task = parsed.GetValue(id)!;
            await CaseCommands.OrFailAsync(parsed.GetValue(route) is { } address
                ? (await services.WithDatabaseAsync<RouteDesk>(cancellationToken)).GiveAsync(task, Route(address.Trim(), parsed.GetValue(url)?.FirstOrDefault()), cancellationToken)
                : (await services.WithDatabaseAsync<TaskDesk>(cancellationToken)).DoneAsync(task, Reply(parsed.GetValue(reply)), [.. parsed.GetValue(url) ?? []], cancellationToken));
            await Output.LineAsync("Done.");
            return 0;
        });
        return done;
    }

    private static TaskReply Reply(string? text) => text switch
    {
        "live" => TaskReply.Live,
        "gone" => TaskReply.Gone,
        "sent" => TaskReply.Sent,
        _ => TaskReply.Settle,
    };

    private static GivenRoute Route(string address, string? url) =>
        address.Contains("://", StringComparison.Ordinal) && !address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? throw new CommandException("--route takes an e-mail address or the https address of a form.")
            : new GivenRoute(address.Contains("://", StringComparison.Ordinal) ? Channel.Form : Channel.Email, address, url);
}
