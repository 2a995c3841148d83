using System.Collections.Frozen;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>Domains of mailboxes, and mailboxes that stand where somebody took the real one away.</summary>
internal static class MailboxDomain
{
    /// <summary>Local parts, without their separators, that nobody reads: what registries put in place of a withdrawn contact.</summary>
    private static readonly FrozenSet<string> Unread = new[]
    {
        "removed", "hidden", "withheld", "none", "null", "nobody", "unknown", "undisclosed", "notdisclosed", "datawithheld", "unread", "devnull",
        "nomail", "noemail", "notavailable", "notapplicable", "anonymous", "anonymized", "anonymised", "masked", "statutorymasking", "gdprmasked", "gdprredacted",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] UnreadBeginnings = ["redacted", "noreply", "donotreply", "dontreply", "withheldfor", "hiddenfor", "notdisclosed"];

    /// <summary>Never delegated (RFC 6761, RFC 6762, RFC 7686): no mail gets there. The documentation names are left to the directory.</summary>
    private static readonly string[] Nowhere = [".invalid", ".localhost", ".local", ".onion", ".internal", ".lan", ".localdomain", ".arpa"];

    /// <summary>In lower-case A-labels, or the note with which it is refused.</summary>
    public static (string Domain, string? Fault) Of(string text)
    {
        var bare = text.EndsWith('.') ? text[..^1] : text;
        if (bare.Length == 0 || bare.StartsWith('.') || bare.Contains("..", StringComparison.Ordinal) || bare.Contains('_', StringComparison.Ordinal))
        {
            return ("", MailboxText.NotAMailbox);
        }

        var domain = bare.ToLowerInvariant();
        if (!bare.All(char.IsAscii))
        {
            (domain, var fault) = IdnHost.ToAscii(bare);
            if (fault is not null)
            {
                return ("", fault == UrlFault.BadHost ? MailboxText.NotAMailbox : MailboxText.LookAlike);
            }
        }

        return HomographRule.Ask(domain) switch
        {
            UrlFault.MixedScripts or UrlFault.LookAlike or UrlFault.DisguisedHost => ("", MailboxText.LookAlike),
            not null => ("", MailboxText.NotAMailbox),
            null when !IsName(domain) => ("", MailboxText.NotAMailbox),
            null => (domain, null),
        };
    }

    public static bool IsPlaceholder(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        var (local, domain) = (Letters(address[..at]), address[(at + 1)..]);
        return Unread.Contains(local)
            || UnreadBeginnings.Any(b => local.StartsWith(b, StringComparison.Ordinal))
            || domain.Split('.').Any(l => Letters(l).StartsWith("redacted", StringComparison.Ordinal))
            || Nowhere.Any(n => domain.EndsWith(n, StringComparison.Ordinal));
    }

    /// <summary>Labels as hosts have them (RFC 1123 section 2.1), and a last one that no number is.</summary>
    private static bool IsName(string domain)
    {
        var labels = domain.Split('.');
        return labels.Length > 1 && labels.All(l => l.Length is > 0 and < 64 && !l.StartsWith('-') && !l.EndsWith('-'))
            && labels[^1].Length > 1 && labels[^1].Any(char.IsAsciiLetter);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetterOrDigit));
}
