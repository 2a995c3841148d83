using System.Collections;

namespace TakedownWorker.Hosting;

/// <summary>Where configuration is read, so that a test can name its own places.</summary>
/// <param name="ProgramFolder">Holds appsettings.json unless <c>TAKEDOWN_CONFIG</c> names another file.</param>
/// <param name="Environment">Variables of the process.</param>
internal sealed record ConfigurationSources(string ProgramFolder, IReadOnlyDictionary<string, string> Environment)
{
    public const string FileVariable = "TAKEDOWN_CONFIG";
    public const string SecretsVariable = "TAKEDOWN_SECRETS";
    public const string DefaultSecrets = "/run/secrets";

    public static ConfigurationSources OfProcess() => new(
        AppContext.BaseDirectory,
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string)e.Value!));

    public string File => Path.GetFullPath(
        Environment.GetValueOrDefault(FileVariable) is { Length: > 0 } named ? named : Path.Combine(ProgramFolder, "appsettings.json"));

    /// <summary>Null: the usual folder, which need not be there.</summary>
    public string? NamedSecrets => Environment.GetValueOrDefault(SecretsVariable) is { Length: > 0 } named ? named : null;
}
