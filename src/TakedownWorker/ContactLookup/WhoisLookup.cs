using System.Globalization;
using System.Net;
using System.Text;
using TakedownWorker.Core.Contacts.Sources;

namespace TakedownWorker.ContactLookup;

/// <summary>WHOIS on port 43 (RFC 3912): from the root server through its referrals, each server once.</summary>
internal sealed class WhoisLookup(PinnedConnect connect, LookupCache cache, LookupSettings settings)
{
    private const int MostBytes = 512 * 1024;
    private const int MostServers = 4;

    public Task<SourceAnswer<WhoisAnswer>> AddressAsync(IPAddress address, CancellationToken cancellationToken) => AskAsync(address.ToString(), cancellationToken);

    public Task<SourceAnswer<WhoisAnswer>> DomainAsync(string domain, CancellationToken cancellationToken) => AskAsync(domain, cancellationToken);

    private async Task<SourceAnswer<WhoisAnswer>> AskAsync(string question, CancellationToken cancellationToken) =>
        settings.WhoisServer.Length == 0
            ? SourceAnswer<WhoisAnswer>.Nothing("no server is known")
            : await cache.GetAsync<WhoisAnswer>("whois", question, token => FollowAsync(question, token), cancellationToken);

    /// <summary>The last server that names a mailbox knows best; a server that fails leaves what the others said.</summary>
    private async Task<SourceAnswer<WhoisAnswer>> FollowAsync(string question, CancellationToken cancellationToken)
    {
        var visited = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        WhoisAnswer? best = null;
        var server = settings.WhoisServer;
        string? note = null;
        while (server is not null && note is null)
        {
            note = visited.Count >= MostServers ? "too many referrals" : visited.Add(server) ? null : "referrals in a circle";
            if (note is not null)
            {
                break;
            }

            try
            {
                var read = WhoisReader.Read(await QueryAsync(server, question, cancellationToken));
                best = Better(best, read);
                server = read.Referral is { } next && !string.Equals(next, server, StringComparison.OrdinalIgnoreCase) ? next : null;
            }
            catch (Exception e) when (LookupFailures.NoteOf(e) is not null)
            {
                note = LookupFailures.NoteOf(e);
            }
        }

        return best is null ? SourceAnswer<WhoisAnswer>.Nothing(note ?? "no answer")
            : SourceAnswer<WhoisAnswer>.Of(note is null ? best : best with { Notes = best.Notes.Add(note) });
    }

    private static WhoisAnswer Better(WhoisAnswer? before, WhoisAnswer now) =>
        before is null || !now.AbuseEmails.IsEmpty ? now
        : before.AbuseEmails.IsEmpty ? now with { Registrar = now.Registrar ?? before.Registrar, RegistrarId = now.RegistrarId ?? before.RegistrarId }
        : before;

    private async Task<string> QueryAsync(string server, string question, CancellationToken cancellationToken)
    {
        var colon = server.LastIndexOf(':');
        var (host, port) = colon < 0 ? (server, 43) : (server[..colon], int.Parse(server[(colon + 1)..], CultureInfo.InvariantCulture));
        await using var stream = await connect.OpenAsync(host, port, cancellationToken);

        // ARIN answers an address with a list of networks unless it is told to give all of each.
        var text = host == "whois.arin.net" && IPAddress.TryParse(question, out _) ? "n + " + question : question;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        while (kept.Length < MostBytes && (read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            kept.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }
}
