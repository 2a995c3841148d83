namespace TakedownWorker.Demo;

/// <summary>The hosts of the demo and what they promise.</summary>
internal static class DemoCast
{
    public const string HostingMailbox = "abuse@hosting.test";

    public static IReadOnlyList<DemoHost> Hosts() =>
    [
        new("removes-at-once.test", "removed after the first letter") { OnLetter = (h, _) => h.Answering = Answering.NotFound },
        new("ignores.test", "ignored: reminded, escalated to the hosting provider, then a human is asked"),
        new("second-rung.test", "removed once its hosting provider is written to") { OnLetter = (h, to) => GoneIf(h, to == HostingMailbox) },
        new("brings-back.test", "removed, back, noticed again as attempt 2, removed")
        {
            OnLetter = (h, _) => h.Answering = Answering.NotFound,
            OnHour = Return,
        },
        new("gone-from-the-start.test", "removed without any letter", Answering.NotFound),
        new("redirects-home.test", "removed: the page redirects to the home page") { OnLetter = (h, _) => h.Answering = Answering.RedirectsHome },
        new("server-errors.test", "unreachable, never counted as removed, no letter", Answering.Fails),
        new("refuses-connections.test", "unreachable, never counted as removed, no letter") { Refuses = true },
        new("slow.test", "live and written to, however slow") { Slowness = TimeSpan.FromMilliseconds(150) },
        new("walled-then-gone.test", "withheld, then removed, no letter", Answering.Forbidden)
        {
            OnHour = (h, hour) => h.Answering = hour >= 10 ? Answering.NotFound : h.Answering,
        },
        new(DemoHosts.Control, "answers always: the control address"),
    ];

    private static void GoneIf(DemoHost host, bool gone) => host.Answering = gone ? Answering.NotFound : host.Answering;

    // Back between the second and the third day, until its renewed notice arrives.
    private static void Return(DemoHost host, double hour)
    {
        if (hour is >= 44 and < 44.5)
        {
            host.Answering = Answering.Page;
        }
    }
}
