using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>
/// Reads answers on port 43 of the five address registries, of registries and of registrars, by what their fields are called and
/// not by who answered. Comments of the registry never name a mailbox, but for its own line <c>Abuse contact for</c>.
/// </summary>
internal static partial class WhoisReader
{
    public const string TooLarge = "too-large";

    public static WhoisAnswer Read(string text)
    {
        var (objects, cut) = WhoisLines.Read(text);
        var mailboxes = new WhoisMailboxes(objects);
        var fields = mailboxes.OfFields();
        var all = fields.Concat(mailboxes.OfRemarks()).Distinct(StringComparer.Ordinal).Take(20).ToImmutableArray();
        return new WhoisAnswer
        {
            AbuseEmails = all,
            FromFields = Math.Min(fields.Length, all.Length),
            SaysNone = objects.SelectMany(o => o.Lines).Any(l => l.Comment && NoContact().IsMatch(l.Value)),
            Referral = objects.SelectMany(o => o.All("refer", "whois", "referralserver", "resourcelink", "registrarwhoisserver", "whoisserver"))
                .Select(Server).OfType<string>().FirstOrDefault(),
            NetName = First(objects, "netname", "networkname"),
            Organisation = First(objects, "orgname", "organisation", "organization", "organizationname", "owner", "descr", "custname"),
            Country = objects.SelectMany(o => o.All("country", "countrycode")).FirstOrDefault(c => c.Length == 2 && c.All(char.IsAsciiLetter))?.ToUpperInvariant(),
            Registrar = First(objects, "registrar", "registrarname", "sponsoringregistrar"),
            RegistrarId = objects.SelectMany(o => o.All("registrarianaid", "sponsoringregistrarianaid"))
                .Select(v => long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null).FirstOrDefault(id => id is not null),
            NameServers = [.. objects.SelectMany(o => o.All("nameserver", "nserver", "nameservers")).Select(v => HostName.Normalise(v.Split(' ')[0]))
                .OfType<string>().Where(h => h.Contains('.', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Take(50)],
            Notes = [.. mailboxes.Notes.Concat(cut ? [TooLarge] : []).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary><c>whois://host:port/path</c> or a bare name; other schemes (rwhois, https) are other protocols.</summary>
    public static string? Server(string value)
    {
        var bare = value.Trim();
        if (bare.StartsWith("whois://", StringComparison.OrdinalIgnoreCase))
        {
            bare = bare["whois://".Length..];
        }

        bare = bare.TrimEnd('/');
        var colon = bare.LastIndexOf(':');
        var (name, port) = colon < 0 ? (bare, "43") : (bare[..colon], bare[(colon + 1)..]);
        return HostName.Normalise(name) is { } host && host.Contains('.', StringComparison.Ordinal) && !HostName.IsIpAddress(host)
            && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 65536
            ? (number == 43 ? host : string.Create(CultureInfo.InvariantCulture, $"{host}:{number}"))
            : null;
    }

    private static string? First(ImmutableArray<WhoisObject> objects, params string[] keys) => objects.SelectMany(o => o.All(keys)).FirstOrDefault();

    [GeneratedRegex(@"^no abuse contact registered", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NoContact();
}
