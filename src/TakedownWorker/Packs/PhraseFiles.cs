using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Packs;

/// <summary>Reads <c>Phrases/gone.yaml</c>, <c>walls.yaml</c> and <c>markers.yaml</c>.</summary>
internal static class PhraseFiles
{
    /// <summary>Each language is one bit of a hit.</summary>
    private const int MostLanguages = 64;

    public static JudgeBook Read(ImmutableArray<PackText> phrases, ImmutableArray<PackText> platforms, List<PackFault> faults)
    {
        var gone = Open(phrases, "gone.yaml", faults);
        var walls = Open(phrases, "walls.yaml", faults);
        var markers = Open(phrases, "markers.yaml", faults);
        var book = new JudgeBook(
            gone is null ? [] : Languages(gone),
            walls is null ? [] : [.. walls.Maps("walls").Select(Texts)],
            markers is null ? [] : [.. markers.Maps("markers").Select(Sign)],
            markers is null ? [] : [.. markers.Maps("redirects").Select(Redirect)],
            PlatformFiles.Read(platforms, faults))
        {
            Version = Version(phrases.AddRange(platforms)),
            ParkedNetworks = markers is null ? [] : [.. markers.Texts("parkedNetworks").Select(n => Network(markers, n))],
        };
        foreach (var map in new[] { gone, walls, markers }.OfType<YamlMap>())
        {
            map.End();
        }

        return book;
    }

    private static string Version(ImmutableArray<PackText> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(PhraseFiles).Module.ModuleVersionId.ToByteArray());
        foreach (var file in files.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file.Name + "\n" + file.Content));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    private static YamlMap? Open(ImmutableArray<PackText> files, string name, List<PackFault> faults)
    {
        if (files.FirstOrDefault(f => f.Name.EndsWith(name, StringComparison.Ordinal)) is { } file)
        {
            return YamlFile.Open(file, faults);
        }

        faults.Add(new PackFault("Phrases/" + name, 0, "", "", "is missing: take it from the program's release"));
        return null;
    }

    private static List<GoneLanguage> Languages(YamlMap map)
    {
        var languages = map.Maps("languages").Select(Language).ToList();
        if (languages.Count > MostLanguages)
        {
            map.Fault("languages", "", "at most 64 languages");
        }

        return languages;
    }

    private static GoneLanguage Language(YamlMap map)
    {
        var language = new GoneLanguage(
            map.Text("language"), map.Texts("things"), map.Texts("missing"), map.Texts("removed"), map.Texts("complete"), map.Texts("weak"));
        if (language.Things.IsEmpty || language.Missing.IsEmpty)
        {
            map.Fault("things", "", "a language needs things, and under missing what is said of them");
        }

        map.End();
        return language;
    }

    private static WallTexts Texts(YamlMap map)
    {
        var wall = new WallTexts(map.Choice("means", Wall.LoginWall), map.Texts("phrases"));
        map.End();
        return wall;
    }

    private static Marker Sign(YamlMap map)
    {
        var marker = new Marker(
            map.Text("id"), map.Choice("means", Wall.BotWall), Lower(map.Texts("raw")), Lower(map.Texts("titles")), map.Texts("headers"),
            map.Has("needs") ? map.Choice("needs", MarkerNeeds.Short) : MarkerNeeds.Short);
        foreach (var header in marker.Headers.Where(h => !h.Contains(':', StringComparison.Ordinal)))
        {
            map.Fault("headers", header, "write name: value");
        }

        map.End();
        return marker;
    }

    private static IPNetwork Network(YamlMap map, string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        map.Fault("parkedNetworks", text, "must be a network, such as 192.0.2.0/24, without bits behind its prefix");
        return default;
    }

    private static RedirectWords Redirect(YamlMap map)
    {
        var words = new RedirectWords(map.Choice("means", Wall.LoginWall), map.Texts("words"), map.Texts("domains"));
        map.End();
        return words;
    }

    private static ImmutableArray<string> Lower(ImmutableArray<string> texts) => [.. texts.Select(t => t.ToLowerInvariant())];
}
