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
    private const string Prefix = TakedownOptions.Section + "__";

    /// <summary>From the places of this process.</summary>
    /// <param name="overrides">Keys such as <c>Takedown:DataDirectory</c> that win over everything.</param>
    public static LoadedConfiguration Load(IReadOnlyDictionary<string, string?>? overrides = null) =>
        Load(ConfigurationSources.OfProcess(), overrides);

    public static LoadedConfiguration Load(ConfigurationSources sources, IReadOnlyDictionary<string, string?>? overrides = null)
    {
        var options = new TakedownOptions();
        var binder = new OptionBinder();
        var secrets = SecretFiles.Read(sources, binder.Faults);
        if (Read(sources, secrets, overrides, binder.Faults) is not { } configuration)
        {
            return new(options, [.. binder.Faults]);
        }

        foreach (var other in configuration.GetChildren().Where(c => !c.Key.Equals(TakedownOptions.Section, StringComparison.OrdinalIgnoreCase)))
        {
            binder.Faults.Add(new(other.Key, $"unknown section. Everything stands under '{TakedownOptions.Section}'."));
        }

        binder.Bind(options, configuration.GetSection(TakedownOptions.Section));
        return new(options, [.. binder.Faults, .. OptionRules.Check(options)]);
    }

    private static IConfigurationRoot? Read(
        ConfigurationSources sources,
        IEnumerable<KeyValuePair<string, string?>> secrets,
        IReadOnlyDictionary<string, string?>? overrides,
        List<ConfigurationFault> faults)
    {
        if (Unreadable(sources.File) is { } fault)
        {
            faults.Add(fault);
            return null;
        }

        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(sources.File, optional: false, reloadOnChange: false)
                .AddInMemoryCollection(sources.Environment
                    .Where(e => e.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                    .Select(e => KeyValuePair.Create(AsKey(e.Key), (string?)e.Value)))
                .AddInMemoryCollection(secrets)
                .AddInMemoryCollection(overrides ?? new Dictionary<string, string?>())
                .Build();
        }
        catch (InvalidDataException e)
        {
            // Keys that differ in case only: well-formed JSON, but one setting twice.
            faults.Add(new(sources.File, $"{e.InnerException?.Message ?? e.Message} Keep one of them."));
            return null;
        }
    }

    public static string AsKey(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    private static ConfigurationFault? Unreadable(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var json = JsonDocument.Parse(stream, new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                AllowDuplicateProperties = false,
            });
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? null
                : new(file, $"must hold one JSON object: {{ \"{TakedownOptions.Section}\": {{ … }} }}.");
        }
        catch (JsonException e) when (e.LineNumber is null)
        {
            return new(file, $"is not usable: {e.Message}");
        }
        catch (JsonException e)
        {
            return new(file, $"is not valid JSON at line {e.LineNumber + 1}, column {e.BytePositionInLine + 1}. Mend it there.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(file, $"cannot be read ({e.GetType().Name}). Put an appsettings.json there, or name another file in {ConfigurationSources.FileVariable}.");
        }
    }
}
