using TakedownWorker.Packs;

namespace TakedownWorker.Tests.Packs;

/// <summary>A copy of the shipped packs with one thing changed.</summary>
internal sealed class PlantedPacks : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("packs-").FullName;

    public PlantedPacks()
    {
        foreach (var name in new[] { "LegalBases", "Policies", "Providers", "Texts", "Phrases", "Platforms" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, name), "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(_folder, Path.GetRelativePath(AppContext.BaseDirectory, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    public PackFolders Folders => new(_folder);

    public string Folder => _folder;

    public PlantedPacks Change(string file, string from, string to)
    {
        var path = Path.Combine(_folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + to + text[(at + from.Length)..]);
        return this;
    }

    public PlantedPacks Write(string file, string content)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public PlantedPacks Delete(string file)
    {
        File.Delete(Path.Combine(_folder, file));
        return this;
    }

    public IReadOnlyList<PackFault> Faults() => Assert.Throws<InvalidPacksException>(() => PackLoader.Load(Folders)).Faults;

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
