using TakedownWorker.Hosting;

namespace TakedownWorker.Tests.Hosting;

/// <summary>A folder with its own appsettings.json and secrets, and an environment of its own.</summary>
internal sealed class SomeConfiguration : IDisposable
{
    private readonly Dictionary<string, string> _environment = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("takedown-config-").FullName;

    public string File => Path.Combine(Folder, "appsettings.json");

    public static LoadedConfiguration Load(params ReadOnlySpan<(string Key, string Value)> keys)
    {
        using var some = new SomeConfiguration().With("{}");
        foreach (var (key, value) in keys)
        {
            some.Set("Takedown__" + key.Replace(":", "__", StringComparison.Ordinal), value);
        }

        return some.Load();
    }

    public SomeConfiguration With(string json)
    {
        System.IO.File.WriteAllText(File, json);
        return this;
    }

    public SomeConfiguration Set(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    public SomeConfiguration Secret(string name, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "secrets")).FullName;
        System.IO.File.WriteAllText(Path.Combine(folder, name), text);
        return Set(ConfigurationSources.SecretsVariable, folder);
    }

    public LoadedConfiguration Load() => ConfigurationLoader.Load(new ConfigurationSources(Folder, _environment));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
