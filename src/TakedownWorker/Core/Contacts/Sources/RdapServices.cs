using System.Collections.Immutable;
using System.Text.Json;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>One bootstrap file (RFC 9224 section 3; object tags: RFC 8521): which servers answer for which entries.</summary>
internal sealed record RdapServices(ImmutableArray<(ImmutableArray<string> Entries, ImmutableArray<string> Bases)> Services)
{
    public static RdapServices Empty { get; } = new([]);

    private const int MostBytes = 16 * 1024 * 1024;

    /// <summary>The file, or why it is refused as a whole: half a table would send questions to the wrong registry.</summary>
    /// <remarks>A base that is no address is left out alone, and a service without any base with it.</remarks>
    public static (RdapServices? File, string? Fault) Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length is 0 or > MostBytes)
        {
            return (null, bytes.Length == 0 ? "is empty" : "is too large");
        }

        try
        {
            using var json = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8 });
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("services", out var services) || services.ValueKind != JsonValueKind.Array)
            {
                return (null, "has no array 'services'");
            }

            var read = services.EnumerateArray().Select(Of).ToImmutableArray();
            return read.Any(s => s is null)
                ? (null, "has a service that is not a list of entries and a list of addresses")
                : (new RdapServices([.. read.Select(s => s!.Value).Where(s => !s.Bases.IsEmpty)]), null);
        }
        catch (JsonException e)
        {
            return (null, "is no JSON: line " + (e.LineNumber + 1));
        }
        catch (InvalidOperationException)
        {
            return (null, "holds a text that is none");
        }
    }

    private static (ImmutableArray<string> Entries, ImmutableArray<string> Bases)? Of(JsonElement service)
    {
        // Object tags have a list of contacts before the two.
        if (service.ValueKind != JsonValueKind.Array || service.GetArrayLength() is not (2 or 3))
        {
            return null;
        }

        var lists = service.EnumerateArray().TakeLast(2).ToList();
        return lists.All(l => l.ValueKind == JsonValueKind.Array && l.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String))
            ? ([.. lists[0].EnumerateArray().Select(e => e.GetString()!)],
                [.. lists[1].EnumerateArray().Select(e => Base(e.GetString()!)).OfType<string>().OrderByDescending(b => b.StartsWith("https:", StringComparison.Ordinal))])
            : null;
    }

    /// <summary>An address to which a path is added, so it ends in a slash (RFC 9224 section 3).</summary>
    private static string? Base(string text)
    {
        var escapes = text.Split('%').Skip(1).All(p => p.Length >= 2 && char.IsAsciiHexDigit(p[0]) && char.IsAsciiHexDigit(p[1]));
        return escapes && text.Length < 1000 && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri is { Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 }
            ? (text.EndsWith('/') ? text : text + "/")
            : null;
    }
}
