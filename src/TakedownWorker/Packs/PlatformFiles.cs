using System.Collections.Immutable;
using System.Globalization;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Packs;

/// <summary>Reads <c>Platforms/*.yaml</c>, one file a platform. What is not understood stops the start.</summary>
internal static class PlatformFiles
{
    public static ImmutableArray<Platform> Read(ImmutableArray<PackText> files, List<PackFault> faults)
    {
        var platforms = new List<Platform>();
        foreach (var file in files)
        {
            if (YamlFile.Open(file, faults) is not { } map)
            {
                continue;
            }

            var platform = Read(map);
            if (platform.Id.Length > 0 && platforms.Any(p => p.Id == platform.Id))
            {
                map.Fault("id", platform.Id, "another file has this id: rename one");
            }

            platforms.Add(platform);
        }

        // A site with its own file is not judged by the software it runs on.
        return [.. platforms.OrderBy(p => p.Domains.IsEmpty)];
    }

    public static Platform Read(YamlMap map)
    {
        var platform = new Platform
        {
            Id = map.Text("id"),
            Domains = map.Texts("domains"),
            Mirrors = map.Texts("mirrors"),
            Generators = [.. map.Texts("generators").Select(g => g.ToLowerInvariant())],
            Signs = map.Texts("signs"),
            Asks = map.Has("ask") ? [.. map.Maps("ask").Select(Ask).OfType<PlatformAsk>()] : [],
            Clauses = [.. map.Maps("rules").Select(Clause)],
        };
        _ = map.Text("name");
        _ = map.Text("source");
        _ = map.Date("checked");
        if (platform.Domains.IsEmpty && platform.Generators.IsEmpty && platform.Signs.IsEmpty)
        {
            map.Fault("domains", "", "say how it is recognised: domains, generators or signs");
        }

        foreach (var domain in platform.Domains.Concat(platform.Mirrors).Where(d => HostName.Normalise(d) != d || !d.Contains('.', StringComparison.Ordinal)))
        {
            map.Fault("domains", domain, "must be a bare domain in lower-case ASCII, such as example.com");
        }

        map.End();
        return platform;
    }

    private static PlatformAsk? Ask(YamlMap map)
    {
        var (path, address) = (Template(map, "path"), map.Text("address"));
        if (!address.StartsWith('/'))
        {
            map.Fault("address", address, "must be a path at the same host, such as /t/{topic}.json");
        }

        map.End();
        return path is null ? null : new PlatformAsk(path, address);
    }

    private static PlatformClause Clause(YamlMap map)
    {
        var clause = new PlatformClause
        {
            Name = map.Text("name"),
            On = map.Has("on") ? map.Choice("on", PlatformAnswer.Page) : PlatformAnswer.Page,
            Path = map.Has("path") ? Template(map, "path") : null,
            Status = [.. map.Texts("status").Select(s => Status(map, s))],
            Has = map.OptionalText("has"),
            Lacks = map.OptionalText("lacks"),
            Pointer = map.OptionalText("pointer"),
            Value = map.OptionalText("value"),
            Says = [.. map.Texts("says").Select(s => s.ToLowerInvariant())],
            EndsAt = map.Texts("endsAt"),
            EndsHome = map.Flag("endsHome", otherwise: false),
            FirstStatus = [.. map.Texts("firstStatus").Select(s => Status(map, s))],
            Means = Verdict(map),
        };
        if (clause is { Status.IsEmpty: true, Has: null, Lacks: null, Pointer: null, Says.IsEmpty: true, EndsAt.IsEmpty: true, EndsHome: false, FirstStatus.IsEmpty: true })
        {
            map.Fault("name", clause.Name, "a rule needs at least one of status, has, lacks, pointer, says, endsAt, endsHome, firstStatus");
        }

        map.End();
        return clause;
    }

    private static Verdict Verdict(YamlMap map)
    {
        var kind = map.Choice("means", VerdictKind.Inconclusive);
        var reason = map.Text("reason");
        if (!VerdictReasons.ByKind[kind].Contains(reason))
        {
            map.Fault("reason", reason, $"must be one of: {string.Join(", ", VerdictReasons.ByKind[kind].Order(StringComparer.Ordinal))}");
        }

        var percent = map.Number("percent", otherwise: 80, least: 1);
        if (percent > 100)
        {
            map.Fault("percent", percent.ToString(CultureInfo.InvariantCulture), "must be at most 100");
        }

        return new Verdict(kind, reason, percent / 100.0);
    }

    private static UrlTemplate? Template(YamlMap map, string key)
    {
        var text = map.Text(key);
        if (UrlTemplate.Parse(text) is { } template)
        {
            return template;
        }

        map.Fault(key, text, "must be a path with names in braces, such as /t/{slug}/{topic#}");
        return null;
    }

    private static int Status(YamlMap map, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599)
        {
            return status;
        }

        map.Fault("status", text, "must be HTTP statuses, such as [404, 410]");
        return 0;
    }
}
