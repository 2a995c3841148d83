using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>
/// Mailboxes that remarks of a registration name for abuse. A sentence must speak of abuse and not forbid it; where several
/// mailboxes stand in it, those called abuse win, else those behind the word.
/// </summary>
internal static partial class RemarkMailboxes
{
    /// <summary>Lines after one that ends by announcing a mailbox.</summary>
    private const int FollowingLines = 3;

    public static ImmutableArray<string> Of(IReadOnlyList<string> lines)
    {
        var found = new List<string>();
        var announced = 0;
        foreach (var line in lines)
        {
            var addresses = MailboxText.OfProse(line).Addresses;
            if (addresses.IsEmpty)
            {
                announced = Abuse().IsMatch(line) && !Forbids(line) ? FollowingLines : announced - 1;
            }
            else
            {
                found.AddRange(Chosen(line, addresses, announced > 0));
                announced = announced > 0 ? announced - 1 : 0;
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal).Take(20)];
    }

    private static IEnumerable<string> Chosen(string line, ImmutableArray<string> addresses, bool announced)
    {
        var named = addresses.Where(a => Local(a).Contains("abuse", StringComparison.Ordinal)).ToList();
        if (Forbids(line))
        {
            return [];
        }

        if (named.Count > 0)
        {
            return named;
        }

        // The word must stand in the sentence, not only in a domain or in another address.
        var word = Abuse().Match(Addresses().Replace(line, m => new string(' ', m.Length)));
        return !word.Success ? (announced && !Other().IsMatch(line) ? addresses : [])
            : addresses.Length == 1 ? (Other().IsMatch(line) && !Behind(line, addresses[0], word.Index) ? [] : addresses)
            : addresses.Where(a => Behind(line, a, word.Index)).Take(1);
    }

    private static bool Behind(string line, string address, int word) =>
        line.IndexOf(address, StringComparison.OrdinalIgnoreCase) is var at && (at < 0 || at > word);

    private static bool Forbids(string line) => Negation().IsMatch(line);

    private static string Local(string address) => address[..address.IndexOf('@', StringComparison.Ordinal)];

    [GeneratedRegex(@"abus[eoi]|missbrauch|\bspam|\bhacking|злоупотреб|жалоб", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Abuse();

    /// <summary>Another purpose in the same sentence.</summary>
    [GeneratedRegex(@"\b(?:peering|noc|routing|hostmaster|billing|sales|technical|whois|corrections?|maintenance|registration)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Other();

    [GeneratedRegex(@"\b(?:do|does|is|are|must|should|please)\s+(?:not|never)\b|\b(?:don|doesn|isn)['’]?t\b|\bnot\s+(?:for|an?|to|monitored|send|used?|accept)\b|\bnever\b|\binstead\s+of\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\S*@\S*", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();
}
