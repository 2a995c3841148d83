using System.Collections.Immutable;
using System.CommandLine;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>contacts URL</c>: the parties and routes it would use, in order; nothing is sent.</summary>
internal static class ContactsCommand
{
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

            var found = await services.Get<IRouteFinder>().ExploreAsync(address.Url.Text, cancellationToken);
            ImmutableArray<ContactLine> lines = [.. found.Routes.Select(ContactLine.Of), .. found.Notes.Select(n => ContactLine.Of(n.Source, n.Text))];
            if (parsed.GetValue(json))
            {
                await Output.JsonAsync(lines);
                return 0;
            }

            foreach (var l in lines)
            {
                await Output.LineAsync($"{l.Party,-18} {l.Channel,-6} {l.Address,-40} {l.Source}, {l.Trust}{(l.Note is null ? "" : ": " + l.Note)}");
            }

            if (found.Routes.IsEmpty)
            {
                await Output.LineAsync("No route is known: a caseworker would be asked.");
            }

            return 0;
        });
        return contacts;
    }
}
