using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Core.Notices;

/// <summary>
/// Must a human approve this letter, and did one? Approval is needed for a guess and for the first letter ever to a route
/// that is not verified (DESIGN 4.5), for every letter that may be forwarded where the person risks retaliation, for every reminder and rung while nobody reads answers (4.7), and where the policy
/// asks. It binds the content: taking addresses away is allowed, any other change asks again.
/// </summary>
internal static class ApprovalRule
{
    public static readonly RuleId Asks = new("NOT-33");
    public static readonly RuleId Binds = new("NOT-39");

    /// <summary>Why approval is needed; null when it is not. A withdrawal goes only to those who were written to.</summary>
    public static string? WhyNeeded(Notice notice, CaseFacts facts, NoticeContext context)
    {
        if (notice.Kind == ItemKind.Withdrawal)
        {
            return null;
        }

        if (notice.Route.Trust != RouteTrust.Verified && !context.TrustedRoutes.Contains(notice.Route.Key))
        {
            return notice.Route.Trust == RouteTrust.Guessed ? "the address is a guess" : "first letter ever to this address";
        }

        if (facts.RetaliationRisk && MayForward(notice.Route))
        {
            return "the person risks retaliation, and this party may forward what it gets to whoever put the material there";
        }

        if (!context.Rulebook.Installation.ReadsMail && (notice.Kind == ItemKind.Reminder || notice.Rung > 1))
        {
            return "nobody reads answers by machine, so an answer may have come";
        }

        return context.Rulebook.Policy.ApproveEveryLetter ? "the policy asks for approval of every letter" : null;
    }

    /// <summary>A site's operator may be the uploader; hosts and CDNs mostly forward, unless the directory knows better.</summary>
    private static bool MayForward(Route route) =>
        route.Forwards != Forwarding.Never && route.Role is PartyRole.SiteOperator or PartyRole.HostingProvider or PartyRole.Cdn or PartyRole.Registrar;

    /// <summary>The approval still covers the letter: same frame, no address added.</summary>
    public static bool Covers(Approval? approval, string? frameHash, IEnumerable<string> urls) =>
        approval is not null && approval.FrameHash == frameHash && urls.All(approval.Urls.Contains);

    public static Approval Give(Notice notice, IEnumerable<string> urls, TakedownEvent.LetterApproved e) =>
        new(e.By, e.At, notice.FrameHash!, urls.ToImmutableSortedSet(StringComparer.Ordinal));
}
