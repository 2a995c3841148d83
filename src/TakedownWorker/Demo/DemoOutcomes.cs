using System.Collections.Immutable;
using System.Globalization;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Demo;

/// <summary>One line of outcomes.json.</summary>
internal sealed record DemoOutcome(string Host, string Promised, string Seen, bool Ok);

/// <summary>Holds what was seen against what was promised.</summary>
internal static class DemoOutcomes
{
    public static async Task<ImmutableArray<DemoOutcome>> CheckAsync(
        ServiceProvider services, DemoStory story, DemoHosts hosts, CancellationToken cancellationToken)
    {
        var id = await services.GetRequiredService<CaseDesk>().IdAsync(story.Reference, cancellationToken);
        var view = (await services.GetRequiredService<CaseShow>().ShowAsync(id!.Value, cancellationToken))!;
        return
        [
            .. hosts.All.Where(h => h.Name != DemoHosts.Control).Select(h => Check(h, view.Urls.Single(u => u.Url == h.Url), view, story)),
        ];
    }

    private static DemoOutcome Check(DemoHost host, UrlView url, CaseView view, DemoStory story)
    {
        var notices = view.Notices.Where(n => n.Urls.Contains(host.Url)).ToList();
        var sent = story.LettersOf.GetValueOrDefault(host.Name)?.Count ?? 0;
        var kinds = notices.Select(n => n.Kind).ToHashSet(StringComparer.Ordinal);
        var ok = host.Name switch
        {
            "removes-at-once.test" or "redirects-home.test" => url is { Content: "removed", Attempt: 1, Rung: 1 } && sent > 0,
            "ignores.test" => url is { Content: "live", Rung: > 1 } && kinds.Contains("reminder-1") && view.WaitingFor.Contains("regulator"),
            "second-rung.test" => url is { Content: "removed", Rung: 2 },
            "brings-back.test" => url is { Content: "removed", Attempt: 2 } && kinds.Contains("renewed"),
            "gone-from-the-start.test" or "walled-then-gone.test" => url.Content == "removed" && sent == 0,
            "server-errors.test" or "refuses-connections.test" => url.Content == "unreachable" && sent == 0,
            "slow.test" => url.Content == "live" && sent > 0,
            _ => false,
        };
        var seen = string.Create(
            CultureInfo.InvariantCulture, $"{url.Content}, attempt {url.Attempt}, rung {url.Rung}, {sent} letters ({string.Join(", ", kinds)})");
        return new DemoOutcome(host.Name, host.Promised, seen, ok);
    }
}
