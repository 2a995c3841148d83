using System.Collections.Immutable;

namespace TakedownWorker.Packs;

/// <summary>One pack file in memory: line ends are LF, so that a checkout's line ends do not change the rulebook's hash.</summary>
/// <param name="Name">Path below the folder of packs, with forward slashes.</param>
internal sealed record PackText(string Name, string Content);

/// <summary>Where packs are read from.</summary>
/// <param name="Shipped">Folder that holds LegalBases, Providers, Policies and Texts: the program's own.</param>
/// <param name="LegalBases">Bases of the installation instead of the shipped ones; null: the shipped ones.</param>
/// <param name="Policies">Policies of the installation instead of the shipped ones; null: the shipped ones.</param>
/// <param name="Directories">Further provider folders; their entries come before the shipped ones.</param>
internal sealed record PackFolders(string Shipped, string? Policies = null, ImmutableArray<string> Directories = default, string? LegalBases = null)
{
    public static PackFolders BesideTheProgram { get; } = new(AppContext.BaseDirectory);

    public ImmutableArray<string> AllDirectories =>
        [.. Directories.IsDefault ? [] : Directories, Path.Combine(Shipped, "Providers")];

    public string BasisFolder => LegalBases ?? Path.Combine(Shipped, "LegalBases");

    public string PolicyFolder => Policies ?? Path.Combine(Shipped, "Policies");

    /// <summary>All files with one of these endings, in ordinal order of their names, so that every start reads the same.</summary>
    public static ImmutableArray<PackText> Read(string folder, List<PackFault> faults, params ReadOnlySpan<string> endings)
    {
        if (!Directory.Exists(folder))
        {
            faults.Add(new PackFault(folder, 0, "", "", "folder not found; make it or change the setting that names it"));
            return [];
        }

        var wanted = endings.ToArray();
        return
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(f => wanted.Any(e => f.EndsWith(e, StringComparison.Ordinal)))
                .Select(f => new PackText(
                    Path.GetFileName(folder.TrimEnd('/')) + "/" + Path.GetRelativePath(folder, f).Replace('\\', '/'),
                    File.ReadAllText(f).ReplaceLineEndings("\n")))
                .OrderBy(f => f.Name, StringComparer.Ordinal),
        ];
    }
}
