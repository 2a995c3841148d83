using System.Collections.Immutable;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Packs;

/// <summary>
/// The provider directory: folders of the installation first, the shipped one last. An entry takes the place of every
/// later one with its id; so does one with a fault, whose fault stops the start.
/// </summary>
internal static class ProviderFiles
{
    public static ImmutableArray<Provider> Read(
        ImmutableArray<ImmutableArray<PackText>> folders, IReadOnlySet<string> knownBases, List<PackFault> faults)
    {
        var providers = new List<Provider>();
        foreach (var folder in folders)
        {
            var before = providers.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
            providers.AddRange(Folder(folder, knownBases, faults).Where(p => !before.Contains(p.Id)));
        }

        return [.. providers];
    }

    private static List<Provider> Folder(ImmutableArray<PackText> files, IReadOnlySet<string> knownBases, List<PackFault> faults)
    {
        var here = new List<Provider>();
        var owners = new Dictionary<(PartyRole Role, string Name), string>();
        foreach (var file in files)
        {
            if (YamlFile.Open(file, faults) is not { } map)
            {
                continue;
            }

            var provider = ProviderFile.Read(map, knownBases);
            if (provider.Id.Length > 0 && here.Any(p => p.Id == provider.Id))
            {
                map.Fault("id", provider.Id, "another file of this folder has this id: rename one");
            }

            Claim(map, provider, "domains", provider.Domains, owners);
            Claim(map, provider, "networks", provider.Networks.Select(n => n.ToString()), owners);
            Claim(map, provider, "asNumbers", provider.AsNumbers.Select(n => $"AS{n}"), owners);
            Claim(map, provider, "registrarIds", provider.RegistrarIds.Select(n => $"registrar {n}"), owners);
            here.Add(provider);
        }

        return here;
    }

    /// <summary>Two parties of one role for the same thing would both be written to about every page there.</summary>
    private static void Claim(
        YamlMap map, Provider provider, string key, IEnumerable<string> names, Dictionary<(PartyRole Role, string Name), string> owners)
    {
        foreach (var name in names)
        {
            if (!owners.TryAdd((provider.Role, name), provider.Id) && owners[(provider.Role, name)] is var owner && owner != provider.Id)
            {
                map.Fault(key, name, $"is {owner}'s already: keep it in one file");
            }
        }
    }
}
