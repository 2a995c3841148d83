using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// A deep address that ends on the home page of its own site shows that the page behind it is no longer there. Another
/// site's home page, or a page below the own one (a login, a list), proves nothing.
/// </summary>
internal static class RedirectHomeRule
{
    public static readonly RuleId Id = new("MON-07");

    public static Verdict? Ask(LookFacts facts)
    {
        if (facts.Hops.Length < 2 || facts.FinalUrl is null)
        {
            return null;
        }

        return ReportedUrl.Parse(facts.Url).Url is { } reported
            && ReportedUrl.Parse(facts.FinalUrl).Url is { } final
            && !IsHome(reported) && IsHome(final) && IsOwnHome(reported.Host, final.Host)
            ? new Verdict(VerdictKind.Gone, VerdictReasons.RedirectHome, 0.7)
            : null;
    }

    private static bool IsHome(ReportedUrl url) =>
        url.QueryWithoutTracking.Length == 0
        && url.Path is "" or "/" or "/index.html" or "/index.htm" or "/index.php"
        && !url.HasRouteFragment;

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
