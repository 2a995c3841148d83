using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Hosting;

/// <summary>One file a key, as container platforms mount them: the name is the key, the text is the value without its last line end.</summary>
internal static class SecretFiles
{
    private const string Prefix = TakedownOptions.Section + "__";

    /// <summary>Far above any password or connection string: more is a wrong file.</summary>
    private const int MaxBytes = 64 * 1024;

    public static IReadOnlyList<KeyValuePair<string, string?>> Read(ConfigurationSources sources, List<ConfigurationFault> faults)
    {
        var folder = sources.NamedSecrets ?? ConfigurationSources.DefaultSecrets;
        var read = new List<KeyValuePair<string, string?>>();
        try
        {
            foreach (var file in Files(folder))
            {
                ReadOne(file, read, faults);
            }
        }
        catch (DirectoryNotFoundException) when (sources.NamedSecrets is null)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(folder, $"cannot be listed ({e.GetType().Name}). Mend {ConfigurationSources.SecretsVariable}, or let this user read the folder."));
        }

        return read;
    }

    private static IOrderedEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder)
        .Where(f => Path.GetFileName(f).StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        .Order(StringComparer.Ordinal);

    private static void ReadOne(string file, List<KeyValuePair<string, string?>> read, List<ConfigurationFault> faults)
    {
        try
        {
            if (new FileInfo(file).Length > MaxBytes)
            {
                faults.Add(new(file, $"is longer than {MaxBytes} bytes: no setting is. Put the value alone there."));
                return;
            }

            read.Add(new(ConfigurationLoader.AsKey(Path.GetFileName(file)), File.ReadAllText(file).TrimEnd('\r', '\n')));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(new(file, $"cannot be read ({e.GetType().Name}). Let this user read it."));
        }
    }
}
