using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// A deep address that ends on the home page of its own site. Age gates, consent and logins end there too, so a second signal is
/// needed: the site sends addresses that cannot exist home as well, or answers them with 404, and shows no gate at home.
/// </summary>
internal static class RedirectHomeRule
{
    public static readonly RuleId Id = new("MON-07");

    public static Signal? Ask(string reported, string final) =>
        LeadsHome(reported, final)
            ? new Signal(Id, VerdictKind.Gone, VerdictReasons.RedirectHome, SignalWeight.Hint, 0.4, "ends-at-home")
            : null;

    /// <param name="reading">The home page that was reached.</param>
    /// <param name="sibling">What the site answers for an address that cannot exist; null when it is not known.</param>
    public static Signal? Second(PageReading reading, SiblingAnswer? sibling)
    {
        if (!LeadsHome(reading.Page.Url, reading.Page.FinalUrl) || sibling is null || HasGate(reading))
        {
            return null;
        }

        return sibling switch
        {
            _ when LeadsHome(sibling.Url, sibling.FinalUrl) => Strong(0.85, "sibling-ends-at-home"),
            { Status: 404 or 410 } when !reading.Page.Headers.ContainsKey(PageFacts.CookieOnTheWay) => Strong(0.7, "sibling-missing"),
            _ => null,
        };
    }

    public static bool LeadsHome(string from, string to) =>
        ReportedUrl.Parse(from).Url is { } reported && ReportedUrl.Parse(to).Url is { } final
        && !IsHome(reported) && IsHome(final) && IsOwnHome(reported.Host, final.Host);

    public static bool IsHome(ReportedUrl url) =>
        url.QueryWithoutTracking.Length == 0
        && url.Path is "" or "/" or "/index.html" or "/index.htm" or "/index.php"
        && !url.HasRouteFragment;

    /// <summary>What was reached asks for something before it shows anything.</summary>
    public static bool HasGate(PageReading read) =>
        read.Page.Markup is { PasswordField: true } or { AgeControls: true }
        || new[] { Wall.LoginWall, Wall.AgeGate, Wall.BotWall, Wall.Consent, Wall.GeoBlock, Wall.LegalBlock, Wall.Maintenance }.Any(read.Names);

    private static Signal Strong(double confidence, string name) =>
        new(Id, VerdictKind.Gone, VerdictReasons.RedirectHome, SignalWeight.Strong, confidence, name);

    /// <summary>The same host, give or take <c>www.</c>, or a domain above it: users' subdomains end at their host's door.</summary>
    private static bool IsOwnHome(string reported, string final)
    {
        var from = WithoutWww(reported);
        var to = WithoutWww(final);
        return string.Equals(from, to, StringComparison.Ordinal)
            || (to.Contains('.', StringComparison.Ordinal) && from.EndsWith("." + to, StringComparison.Ordinal));
    }

    private static string WithoutWww(string host) =>
        host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
}
