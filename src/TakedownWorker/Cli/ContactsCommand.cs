using System.Collections.Immutable;
using System.CommandLine;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>contacts URL</c>: the parties and routes it would use, in order; nothing is sent.</summary>
internal static class ContactsCommand
{
    private sealed record Line(
        string Party, string Channel, string Address, string Source, string Trust, ImmutableArray<string> Languages, string? Jurisdiction, string? Note);

    public static Command Create(ICommandServices services)
    {
        var url = new Argument<string>("URL") { Description = "The reported address." };
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var contacts = new Command("contacts", "Whom it would write to about an address, in order. Sends nothing.") { url, json };
        contacts.SetAction(async (parsed, cancellationToken) =>
        {
            var address = ReportedUrl.Parse(parsed.GetValue(url)!);
            if (address.Url is null)
            {
                throw new CommandException(UrlFaults.Explain(address.Fault!.Value));
            }

            var routes = await services.Get<IRouteFinder>().FindAsync(address.Url.Text, cancellationToken);
            var lines = routes.Select(r => new Line(
                Kebab.Name(r.Role), Kebab.Name(r.Channel), r.Address, Kebab.Name(r.Source), Kebab.Name(r.Trust),
                r.Languages, r.Jurisdiction, r.Note)).ToImmutableArray();
            if (parsed.GetValue(json))
            {
                await Output.JsonAsync(lines);
                return 0;
            }

            foreach (var l in lines)
            {
                await Output.LineAsync($"{l.Party,-18} {l.Channel,-6} {l.Address,-40} {l.Source}, {l.Trust}{(l.Note is null ? "" : ": " + l.Note)}");
            }

            if (lines.IsEmpty)
            {
                await Output.LineAsync("No route is known: a caseworker would be asked.");
            }

            return 0;
        });
        return contacts;
    }
}
