namespace TakedownWorker.Hosting.Options;

/// <summary>All of section <c>Takedown</c>. Every key is in appsettings.json with its default and a comment.</summary>
internal sealed class TakedownOptions
{
    public const string Section = "Takedown";

    /// <summary>Holds database, key file and pickup folder, and nothing else that is written. Relative to the working directory.</summary>
    public string DataDirectory { get; set; } = "./data";

    public OrganisationOptions Organisation { get; set; } = new();

    public StorageOptions Storage { get; set; } = new();

    public MailOptions Mail { get; set; } = new();

    public MonitoringOptions Monitoring { get; set; } = new();

    public ContactsOptions Contacts { get; set; } = new();

    public PoliciesOptions Policies { get; set; } = new();

    public LegalBasesOptions LegalBases { get; set; } = new();

    public List<CaseworkerOptions> Caseworkers { get; set; } = [];

    public PrivacyOptions Privacy { get; set; } = new();

    public EvidenceOptions Evidence { get; set; } = new();

    public ApiOptions Api { get; set; } = new();

    public JobsOptions Jobs { get; set; } = new();

    /// <summary>A path as configured, relative ones resolved to <see cref="DataDirectory"/>.</summary>
    public string InDataDirectory(string path) => Path.GetFullPath(path, Path.GetFullPath(DataDirectory));

    /// <summary>A folder of data that comes with the program, unless the configuration names another.</summary>
    public string BesideProgram(string configured, string name) =>
        configured.Length > 0 ? InDataDirectory(configured) : Path.Combine(AppContext.BaseDirectory, name);
}
