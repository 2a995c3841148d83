using System.Text.Json;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Scores;

/// <summary>One site of gone-signatures: how it answers for what is there and for what is not.</summary>
internal sealed record ScoredSite(
    int Number, string Name, string Pattern, int GoneStatus, IReadOnlyList<string> Gone, int LiveStatus, IReadOnlyList<string> Live)
{
    public const string Item = "amber-kettle";

    public string Host => $"s{Number}." + HostOf(Pattern).ToLowerInvariant();

    public string Url(string item, int port)
    {
        var rest = Pattern[(Pattern.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var path = slash < 0 ? "/" : rest[slash..];
        return $"http://{Host}:{port}" + Fill(path, item);
    }

    /// <summary>The name is in the host or the pattern has none: such a site has no sibling at the same host.</summary>
    public bool HasPath => Url("x1", 80) != Url("x2", 80);

    public static List<ScoredSite> All()
    {
        using var maigret = SharedData.Json("gone-signatures/maigret-dev.json");
        using var names = SharedData.Json("gone-signatures/whatsmyname-dev.json");
        var sites = new List<ScoredSite>();
        foreach (var site in maigret.RootElement.GetProperty("sites").EnumerateArray())
        {
            var gone = Texts(site, "gone_if_contains");
            if (gone.Count > 0)
            {
                sites.Add(new ScoredSite(
                    sites.Count, site.GetProperty("site").GetString()!, site.GetProperty("url_pattern").GetString()!, 200, gone, 200, Texts(site, "alive_if_contains")));
            }
        }

        foreach (var site in names.RootElement.GetProperty("sites").EnumerateArray())
        {
            var (gone, alive) = (site.GetProperty("gone"), site.GetProperty("alive"));
            sites.Add(new ScoredSite(
                sites.Count, site.GetProperty("site").GetString()!, site.GetProperty("url_pattern").GetString()!,
                gone.GetProperty("status").GetInt32(), [gone.GetProperty("contains").GetString()!],
                alive.GetProperty("status").GetInt32(), [alive.GetProperty("contains").GetString()!]));
        }

        return sites;
    }

    private static List<string> Texts(JsonElement site, string key) =>
        site.TryGetProperty(key, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(t => t.GetString()!).Where(t => t.Length > 0)]
            : [];

    private static string Fill(string text, string item) => text
        .Replace("{username}", item, StringComparison.Ordinal).Replace("{account}", item, StringComparison.Ordinal)
        .Replace("{urlMain}", "", StringComparison.Ordinal).Replace("{urlSubpath}", "", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal);

    private static string HostOf(string pattern)
    {
        var start = pattern.IndexOf("://", StringComparison.Ordinal) + 3;
        var host = pattern[start..].Split('/', '?')[0].Split(':')[0];
        host = host.Replace("{username}", "item", StringComparison.Ordinal).Replace("{account}", "item", StringComparison.Ordinal);
        return host.Contains('{', StringComparison.Ordinal) || host.Length == 0 ? "site.test" : host;
    }
}
