using System.Collections.Immutable;
using System.Text.Json;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Hosting;

/// <summary>The options, or every fault in them.</summary>
internal sealed record LoadedConfiguration(TakedownOptions Options, ImmutableArray<ConfigurationFault> Faults)
{
    public bool IsValid => Faults.IsEmpty;

    /// <summary>One message that lists every fault.</summary>
    public string Message => $"The configuration has {Faults.Length} fault{(Faults.Length == 1 ? "" : "s")}: "
        + string.Join(" | ", Faults);
}

/// <summary>
/// Reads appsettings.json beside the program (or the file that <c>TAKEDOWN_CONFIG</c> names), then the environment
/// (<c>Takedown__Mail__Outgoing__Host</c>), then secret files (<c>/run/secrets/Takedown__…</c>): later wins. The same for
/// commands and for the service.
/// </summary>
internal static class ConfigurationLoader
{
    public const string FileVariable = "TAKEDOWN_CONFIG";
    public const string SecretsVariable = "TAKEDOWN_SECRETS";
    private const string DefaultSecrets = "/run/secrets";

    public static LoadedConfiguration Load(IReadOnlyDictionary<string, string?>? overrides = null)
    {
        var options = new TakedownOptions();
        var named = Environment.GetEnvironmentVariable(FileVariable);
        var file = Path.GetFullPath(string.IsNullOrEmpty(named) ? Path.Combine(AppContext.BaseDirectory, "appsettings.json") : named);
        if (Unreadable(file) is { } fault)
        {
            return new(options, [fault]);
        }

        var configuration = new ConfigurationBuilder()
            .AddJsonFile(file, optional: false, reloadOnChange: false)
            .AddInMemoryCollection(Environment.GetEnvironmentVariables()
                .Cast<System.Collections.DictionaryEntry>()
                .Where(e => ((string)e.Key).StartsWith(TakedownOptions.Section + "__", StringComparison.OrdinalIgnoreCase))
                .Select(e => KeyValuePair.Create(((string)e.Key).Replace("__", ":", StringComparison.Ordinal), (string?)e.Value)))
            .AddInMemoryCollection(Secrets())
            .AddInMemoryCollection(overrides ?? new Dictionary<string, string?>())
            .Build();

        var binder = new OptionBinder();
        foreach (var other in configuration.GetChildren().Where(c => !c.Key.Equals(TakedownOptions.Section, StringComparison.OrdinalIgnoreCase)))
        {
            binder.Faults.Add(new(other.Key, $"unknown section. Everything stands under '{TakedownOptions.Section}'."));
        }

        binder.Bind(options, configuration.GetSection(TakedownOptions.Section));
        return new(options, binder.Faults.Count > 0 ? [.. binder.Faults, .. OptionRules.Check(options)] : [.. OptionRules.Check(options)]);
    }

    private static ConfigurationFault? Unreadable(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var _ = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return null;
        }
        catch (JsonException e)
        {
            return new(file, $"is not valid JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}. Mend it there.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(file, $"cannot be read ({e.GetType().Name}). Put an appsettings.json there, or name another file in {FileVariable}.");
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Secrets()
    {
        var folder = Environment.GetEnvironmentVariable(SecretsVariable) is { Length: > 0 } named ? named : DefaultSecrets;
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, TakedownOptions.Section + "__*").Order(StringComparer.Ordinal).Select(f =>
                KeyValuePair.Create(Path.GetFileName(f).Replace("__", ":", StringComparison.Ordinal), (string?)File.ReadAllText(f).TrimEnd('\r', '\n')))
            : [];
    }
}
