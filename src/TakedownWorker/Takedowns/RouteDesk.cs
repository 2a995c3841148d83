using System.Collections.Immutable;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>A route that a caseworker gives.</summary>
/// <param name="Url">The one reported address that it is for, or its id; null: every address that the task is about.</param>
internal sealed record GivenRoute(Channel Channel, string Address, string? Url);

/// <summary>
/// Takes a caseworker's route for a task that asks for one: <c>no-route</c> asks about the site's operator, <c>send-failed</c>
/// about the party of the letter that could not be delivered. Registries of numbers and other bystanders are refused (DESIGN 4.5).
/// </summary>
internal sealed class RouteDesk(TaskDesk tasks, CaseRunner runner, IRulebookSource rulebooks, PublicSuffixes suffixes)
{
    private sealed record Wanted(PartyRole Role, string Party, ImmutableArray<Takedown> Of);

    public async Task<Answer<StoredTask>> GiveAsync(string id, GivenRoute given, CancellationToken cancellationToken)
    {
        if (RouteChoiceRule.AddressFault(given.Channel, given.Address) is { } wrong)
        {
            return Answer<StoredTask>.No($"--route {wrong}.");
        }

        if (RouteChoiceRule.IsBystander(given.Address, rulebooks.Providers))
        {
            return Answer<StoredTask>.No("--route names a registry of numbers or another bystander, which is never written to. Give the address of who can take the material down.");
        }

        var open = await tasks.OpenAsync(id, cancellationToken);
        if (!open.IsOk || !TaskAnswers.TakesRoute(open.Value!.Task.Kind))
        {
            return Answer<StoredTask>.No(open.Problem ?? TaskAnswers.Refusal(open.Value!.Task.Kind));
        }

        string? refused = null;
        await runner.RunAsync(
            open.Value.Case,
            file =>
            {
                var asked = Ask(file, open.Value.Task, given);
                refused = asked.Problem;
                return asked.IsOk ? new CaseInput(file, [.. Events(open.Value.Task, given, asked.Value!)]) : CaseInput.Nothing(file);
            },
            cancellationToken);
        return refused is null ? open.Value.Task : Answer<StoredTask>.No(refused);
    }

    private Answer<Wanted> Ask(CaseFile file, StoredTask task, GivenRoute given)
    {
        ImmutableArray<Takedown> all = [.. file.Takedowns.Where(t => task.Takedowns.Contains(t.Id))];
        ImmutableArray<Takedown> chosen = given.Url is null ? all : [.. all.Where(t => t.Id.ToString() == given.Url || t.Url == given.Url)];
        if (chosen.IsEmpty)
        {
            return Answer<Wanted>.No("--url is none of the addresses that this task is about. Give one as 'task show' prints it.");
        }

        var key = Route(PartyRole.SiteOperator, "", given).Key;
        if (chosen.Any(t => (t.Routes ?? []).Any(r => r.Key == key)))
        {
            return Answer<Wanted>.No("That route is known already and did not help. Give another.");
        }

        if (task.Kind == TaskKind.SendFailed)
        {
            return file.Notices.FirstOrDefault(n => n.Id.ToString() == task.Subject) is { } letter
                ? new Wanted(letter.Route.Role, letter.Route.Party, chosen)
                : Answer<Wanted>.No("The letter of this task is gone. Settle it with 'task done'.");
        }

        string[] sites = [.. chosen.Select(Site).Distinct(StringComparer.Ordinal)];
        return sites.Length == 1
            ? new Wanted(PartyRole.SiteOperator, sites[0], chosen)
            : Answer<Wanted>.No(FormattableString.Invariant(
                $"This task is about addresses at {sites.Length} sites, and one route is for one site. Say which address with --url, as 'task show' prints it."));
    }

    private string Site(Takedown t) => HostName.Of(t.Url) is { } host ? suffixes.RegistrableDomain(host) ?? host : "";

    private IEnumerable<AddressedEvent> Events(StoredTask task, GivenRoute given, Wanted asked)
    {
        ImmutableArray<TakedownId> to = [.. asked.Of.Select(t => t.Id)];
        yield return Did(new CaseworkerAction.GaveRoute(Route(asked.Role, asked.Party, given)), to);
        if (task.Kind == TaskKind.SendFailed)
        {
            yield return Did(new CaseworkerAction.SettledTask(task.Kind, task.Subject), to);
        }
    }

    private AddressedEvent Did(CaseworkerAction action, ImmutableArray<TakedownId> to) =>
        new(new TakedownEvent.CaseworkerActed(Guid.NewGuid(), runner.Now, action), to);

    private static Route Route(PartyRole role, string party, GivenRoute given) => new()
    {
        Role = role,
        Party = party,
        Channel = given.Channel,
        Address = given.Address,
        Source = RouteSource.Caseworker,
        Trust = RouteTrust.Published,
    };
}
