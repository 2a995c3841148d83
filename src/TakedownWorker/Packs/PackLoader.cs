using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Packs;

/// <summary>Reads every pack once, at start, and reports every fault of every file at once.</summary>
internal static class PackLoader
{
    /// <exception cref="InvalidPacksException">At least one fault; the message lists all.</exception>
    public static LoadedPacks Load(PackFolders folders)
    {
        var faults = new List<PackFault>();
        var laws = PackFolders.Read(folders.BasisFolder, faults, "basis.yaml", ".sbn");
        var policies = PackFolders.Read(folders.PolicyFolder, faults, ".yaml", ".yml");
        var texts = PackFolders.Read(Path.Combine(folders.Shipped, "Texts"), faults, ".yaml", ".sbn");
        var directories = folders.AllDirectories.Select(d => PackFolders.Read(d, faults, ".yaml", ".yml")).ToImmutableArray();
        var suffixes = PackFolders.Read(Path.Combine(folders.Shipped, "Providers"), faults, "public_suffix_list.dat");

        var phrases = PackFolders.Read(Path.Combine(folders.Shipped, "Phrases"), faults, ".yaml");
        var platforms = PackFolders.Read(Path.Combine(folders.Shipped, "Platforms"), faults, ".yaml", ".yml");

        var bases = Bases(laws, faults);
        var packs = new LoadedPacks
        {
            Bases = bases,
            Policies = Policies(policies, bases, faults),
            Providers = ProviderFiles.Read(directories, bases.Keys.ToHashSet(StringComparer.Ordinal), faults),
            Letters = LetterTemplates.Load(laws, texts, bases, faults),
            Briefings = BriefingTemplates.Load(texts, faults),
            Forbidden = Forbidden(texts, faults),
            Suffixes = Suffixes(suffixes, faults),
            Judge = PhraseFiles.Read(phrases, platforms, faults),
            ContentHash = Hash([.. laws, .. policies, .. texts, .. directories.SelectMany(d => d), .. suffixes, .. phrases, .. platforms]),
        };
        return faults.Count == 0 ? packs : throw new InvalidPacksException(faults);
    }

    private static ImmutableDictionary<string, LegalBasis> Bases(ImmutableArray<PackText> files, List<PackFault> faults)
    {
        var bases = ImmutableDictionary.CreateBuilder<string, LegalBasis>(StringComparer.Ordinal);
        foreach (var file in files.Where(f => f.Name.EndsWith("/basis.yaml", StringComparison.Ordinal)))
        {
            var folder = file.Name.Split('/')[^2];
            var languages = files
                .Where(f => f.Name.Split('/')[^2] == folder && f.Name.EndsWith(".sbn", StringComparison.Ordinal))
                .Select(f => f.Name.Split('/')[^1].Split('.'))
                .Where(parts => parts is ["notice", _, "sbn"])
                .Select(parts => parts[1])
                .ToList();
            if (YamlFile.Open(file, faults) is { } map)
            {
                bases[folder] = BasisFile.Read(map, folder, languages);
            }
        }

        return bases.ToImmutable();
    }

    private static ImmutableDictionary<string, Policy> Policies(
        ImmutableArray<PackText> files, ImmutableDictionary<string, LegalBasis> bases, List<PackFault> faults)
    {
        var policies = ImmutableDictionary.CreateBuilder<string, Policy>(StringComparer.Ordinal);
        var known = bases.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var file in files)
        {
            if (YamlFile.Open(file, faults) is not { } map)
            {
                continue;
            }

            var policy = PolicyFile.Read(map, known);
            if (policy.Name.Length > 0 && !policies.TryAdd(policy.Name, policy))
            {
                map.Fault("name", policy.Name, "another file has a policy of this name: rename one");
            }
        }

        if (files.IsEmpty && faults.Count == 0)
        {
            faults.Add(new PackFault("Policies", 0, "", "", "holds no policy: put default.yaml there"));
        }

        return policies.ToImmutable();
    }

    private static ForbiddenWords Forbidden(ImmutableArray<PackText> texts, List<PackFault> faults)
    {
        if (texts.FirstOrDefault(t => t.Name == "Texts/lints.yaml") is not { } file)
        {
            faults.Add(new PackFault("Texts/lints.yaml", 0, "", "", "is missing: letters are not sent unchecked"));
            return ForbiddenWords.None;
        }

        if (YamlFile.Open(file, faults) is not { } map)
        {
            return ForbiddenWords.None;
        }

        var lists = new[] { ("graphic", "graphic-words"), ("unverified", "unverified-claims"), ("accusing", "accusations"), ("underAge", "under-age-words") }
            .ToImmutableDictionary(l => l.Item2, l => map.Texts(l.Item1), StringComparer.Ordinal);
        map.End();
        return new ForbiddenWords(lists);
    }

    private static PublicSuffixes Suffixes(ImmutableArray<PackText> files, List<PackFault> faults)
    {
        var list = files.IsEmpty ? PublicSuffixes.Empty : PublicSuffixes.Parse(files[0].Content);
        if (list.Count < 1000)
        {
            faults.Add(new PackFault("Providers/public_suffix_list.dat", 0, "", "", "is missing or cut short: run eng/refresh-public-suffix-list"));
        }

        return list;
    }

    private static string Hash(ImmutableArray<PackText> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            var line = Encoding.UTF8.GetBytes(file.Name);
            var content = Encoding.UTF8.GetBytes(file.Content);
            hash.AppendData(BitConverter.GetBytes(line.Length));
            hash.AppendData(line);
            hash.AppendData(BitConverter.GetBytes(content.Length));
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
