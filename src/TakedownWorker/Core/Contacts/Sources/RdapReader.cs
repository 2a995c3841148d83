using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>
/// Reads RDAP answers (RFC 9083) with contacts in jCard (RFC 7095). Bounded in bytes, depth and entities; what does not fit its
/// form is left out with a note and the rest is read.
/// </summary>
internal static class RdapReader
{
    /// <summary>Bytes of an answer. Real ones have some ten thousand.</summary>
    public const int MostBytes = 1024 * 1024;

    public const string TooLarge = "too-large";
    public const string NotJson = "not-json";
    public const string NotRdap = "not-rdap";
    public const string TooManyEntities = "too-many-entities";
    public const string Redacted = "redacted";

    private const int MostDepth = 64;
    private const int MostItems = 50;

    public static RdapAnswer Read(ReadOnlyMemory<byte> answer)
    {
        if (answer.Length > MostBytes)
        {
            return new RdapAnswer { Notes = [TooLarge] };
        }

        try
        {
            var bytes = answer.Span.StartsWith("\uFEFF"u8) ? answer[3..] : answer;
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = MostDepth });
            return json.RootElement.ValueKind == JsonValueKind.Object ? Of(json.RootElement) : new RdapAnswer { Notes = [NotRdap] };
        }
        catch (JsonException)
        {
            return new RdapAnswer { Notes = [NotJson] };
        }
        catch (InvalidOperationException)
        {
            // A string with half of a surrogate pair is JSON and yet no text.
            return new RdapAnswer { Notes = [NotJson] };
        }
    }

    private static RdapAnswer Of(JsonElement root)
    {
        var walk = new RdapEntities();
        walk.Read(root);
        var registrar = walk.Registrar;
        var abuse = walk.Abuse();
        return new RdapAnswer
        {
            ObjectClass = Json.Text(root, "objectClassName")?.ToLowerInvariant(),
            ErrorCode = Json.Number(root, "errorCode"),
            Handle = Json.Text(root, "handle"),
            Name = Json.Text(root, "name") ?? Json.Text(root, "ldhName"),
            Country = Json.Text(root, "country") is { Length: 2 } c && c.All(char.IsAsciiLetter) ? c.ToUpperInvariant() : null,
            AbuseEmails = abuse,
            RemarkEmails = abuse.IsEmpty ? RemarkMailboxes.Of([.. Remarks(root)]) : [],
            RegistrarName = registrar is { } r ? JCard.Read(r).FullName : null,
            RegistrarId = registrar is { } e ? IanaId(e) : null,
            Referrals = [.. Links(root).Where(l => IsReferral(root, l)).Select(l => Json.Text(l, "href")!).Distinct(StringComparer.Ordinal).Take(5)],
            Port43 = Host(Json.Text(root, "port43")),
            NameServers = [.. Json.Items(root, "nameservers").Take(MostItems).Select(n => Host(Json.Text(n, "ldhName"))).OfType<string>().Distinct(StringComparer.Ordinal)],
            Notices = [.. Json.Items(root, "notices").Take(MostItems).Select(n => Json.Text(n, "title")).OfType<string>()],
            Notes = [.. walk.Notes.Concat(Json.Items(root, "redacted").Any() ? [Redacted] : []).Distinct(StringComparer.Ordinal)],
        };
    }

    private static IEnumerable<string> Remarks(JsonElement root) => Json.Items(root, "remarks").Take(MostItems)
        .SelectMany(r => Json.Items(r, "description").Where(d => d.ValueKind == JsonValueKind.String).Take(MostItems).Select(d => d.GetString()!));

    private static IEnumerable<JsonElement> Links(JsonElement root) => Json.Items(root, "links").Take(MostItems);

    /// <summary>The same object in another server: never itself, its parent or a page for people.</summary>
    private static bool IsReferral(JsonElement root, JsonElement link) =>
        string.Equals(Json.Text(link, "rel"), "related", StringComparison.OrdinalIgnoreCase)
        && Json.Text(link, "href") is { } href && HostName.Of(href) is not null
        && !string.Equals(href, Links(root).Where(l => Json.Text(l, "rel") == "self").Select(l => Json.Text(l, "href")).FirstOrDefault(), StringComparison.Ordinal)
        && (Json.Text(link, "type") is { } type
            ? type.StartsWith("application/rdap+json", StringComparison.OrdinalIgnoreCase)
            : href.Contains("/domain/", StringComparison.OrdinalIgnoreCase) || href.Contains("/ip/", StringComparison.OrdinalIgnoreCase));

    private static long? IanaId(JsonElement registrar) => Json.Items(registrar, "publicIds").Take(MostItems)
        .Where(p => Json.Text(p, "type")?.Contains("IANA", StringComparison.OrdinalIgnoreCase) == true)
        .Select(p => long.TryParse(Json.Text(p, "identifier"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null)
        .FirstOrDefault(id => id is not null);

    private static string? Host(string? text) =>
        text is not null && HostName.Normalise(text) is { } host && host.Contains('.', StringComparison.Ordinal) && !HostName.IsIpAddress(host) ? host : null;
}
