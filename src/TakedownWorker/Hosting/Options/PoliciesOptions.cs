namespace TakedownWorker.Hosting.Options;

/// <summary>Ladders: YAML files, never in appsettings.</summary>
internal sealed class PoliciesOptions
{
    /// <summary>Empty: the policies that come with the program.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The policy of a case that names none.</summary>
    public string Default { get; set; } = "default";
}
