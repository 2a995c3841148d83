using NodaTime;

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

/// <summary>Who writes. A placeholder is enough for trial, never for Smtp.</summary>
internal sealed class OrganisationOptions
{
    public const string PlaceholderDomain = "example.org";

    public string Name { get; set; } = "Example Helpline";

    /// <summary>A role or a registered pseudonym, never a caseworker's own name (DESIGN 4.3).</summary>
    public string Signatory { get; set; } = "Takedown desk";

    /// <summary>Address letters come from; its domain carries the tokens of answers.</summary>
    public string From { get; set; } = "takedown@example.org";

    /// <summary>Reserved for installations whose answers go to another domain; empty: the domain of From.</summary>
    public string ReplyTo { get; set; } = "";

    public string Telephone { get; set; } = "";

    /// <summary>ISO 3166.</summary>
    public string Country { get; set; } = "";

    /// <summary>What a caseworker does at once when the person may be under 18: the organisation's own hotline steps.</summary>
    public string HotlineText { get; set; } = "Stop. Do not open, copy or forward anything. Report the address, date and time to your national hotline.";
}

internal enum StorageProvider
{
    Sqlite,
    PostgreSql,
}

internal sealed class StorageOptions
{
    public StorageProvider Provider { get; set; }

    /// <summary>Empty: <c>takedown.db</c> in the data directory (SQLite only). A secret: set it by file or environment.</summary>
    public string ConnectionString { get; set; } = "";

    public bool MigrateOnStart { get; set; } = true;
}

internal sealed class MailOptions
{
    public OutgoingMailOptions Outgoing { get; set; } = new();

    public IncomingMailOptions Incoming { get; set; } = new();
}

internal enum OutgoingMode
{
    Pickup,
    Smtp,
}

internal enum MailSecurity
{
    None,
    StartTls,
    Implicit,
}

internal sealed class OutgoingMailOptions
{
    public OutgoingMode Mode { get; set; }

    /// <summary>Pickup folder, relative to the data directory.</summary>
    public string Folder { get; set; } = "pickup";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>Redirects everything to one mailbox, subjects marked.</summary>
    public string OnlyTo { get; set; } = "";

    public DkimOptions Dkim { get; set; } = new();

    /// <summary>The fuse (DESIGN 4.12): more first letters than this in an hour hold the rest and ask.</summary>
    public int FirstLettersPerHour { get; set; } = 50;
}

/// <summary>Signs when <see cref="KeyFile"/> is set.</summary>
internal sealed class DkimOptions
{
    public string Selector { get; set; } = "";

    public string Domain { get; set; } = "";

    /// <summary>PEM, relative to the data directory.</summary>
    public string KeyFile { get; set; } = "";
}

internal enum IncomingMode
{
    None,
    Imap,
    Maildir,
}

internal sealed class IncomingMailOptions
{
    public IncomingMode Mode { get; set; }

    public string Folder { get; set; } = "";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 993;

    public MailSecurity Security { get; set; } = MailSecurity.Implicit;

    public string UserName { get; set; } = "";

    public string Password { get; set; } = "";
}

internal sealed class MonitoringOptions
{
    /// <summary>Pause between two looks at one host, ISO 8601.</summary>
    public string PerHostGap { get; set; } = "PT2S";

    /// <summary>Looks under way at once.</summary>
    public int Concurrency { get; set; } = 64;

    public ConfirmationOptions Confirmation { get; set; } = new();

    /// <summary>Addresses that always answer: without them nothing becomes Removed (DESIGN 4.6).</summary>
    public List<string> ControlUrls { get; set; } = [];

    public List<VantageOptions> Vantages { get; set; } = [];

    /// <summary>Names with a fixed address, for tests; only inside <see cref="AllowedPrivateNetworks"/>.</summary>
    public Dictionary<string, string> HostMap { get; set; } = [];

    /// <summary>Networks that may be fetched although they are not public (CIDR), for tests.</summary>
    public List<string> AllowedPrivateNetworks { get; set; } = [];
}

internal sealed class ConfirmationOptions
{
    /// <summary>Gone looks in a row, from every vantage.</summary>
    public int Looks { get; set; } = 3;

    /// <summary>Least time between the first and the last of them, ISO 8601.</summary>
    public string Spread { get; set; } = "PT24H";
}

/// <summary>A proxy to look through (a later issue; refused for now).</summary>
internal sealed class VantageOptions
{
    public string Name { get; set; } = "";

    public string Country { get; set; } = "";

    public string Proxy { get; set; } = "";
}

internal sealed class ContactsOptions
{
    /// <summary>Folders with an organisation's own provider files, read after those that come with the program.</summary>
    public List<string> DirectoryFolders { get; set; } = [];
}

internal sealed class PoliciesOptions
{
    /// <summary>Empty: the policies that come with the program.</summary>
    public string Folder { get; set; } = "";

    public string Default { get; set; } = "default";
}

internal sealed class LegalBasesOptions
{
    /// <summary>Empty: the bases that come with the program.</summary>
    public string Folder { get; set; } = "";

    /// <summary>No basis is used in Smtp mode until its reviewer and date are named here (DESIGN 4.4).</summary>
    public List<BasisReviewOptions> Reviews { get; set; } = [];
}

internal sealed class BasisReviewOptions
{
    public string Basis { get; set; } = "";

    /// <summary>Who reviewed it: a role is enough.</summary>
    public string By { get; set; } = "";

    /// <summary>ISO 8601 date.</summary>
    public string On { get; set; } = "";
}

internal sealed class CaseworkerOptions
{
    public string Email { get; set; } = "";

    public string Name { get; set; } = "";

    /// <summary>tz database id.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>E-mail address of who stands in.</summary>
    public string Deputy { get; set; } = "";
}

internal sealed class PrivacyOptions
{
    /// <summary>Master key, made on the first start with mode 0600; relative to the data directory.</summary>
    public string KeyFile { get; set; } = "takedown.key";

    /// <summary>How long a closed case is kept, ISO 8601.</summary>
    public string Retention { get; set; } = "P5Y";
}

internal sealed class EvidenceOptions
{
    /// <summary>How often the heads of all chains are tied together, ISO 8601.</summary>
    public string CheckpointEvery { get; set; } = "PT1H";
}

internal sealed class ApiOptions
{
    /// <summary>SHA-256 of the token, lower-case hex; empty: no API.</summary>
    public string TokenHash { get; set; } = "";

    /// <summary>Address health and metrics listen on.</summary>
    public string HealthAddress { get; set; } = "127.0.0.1";

    /// <summary>Port of health and metrics; 0: any free one.</summary>
    public int HealthPort { get; set; } = 8080;
}

/// <summary>How often each job runs, ISO 8601.</summary>
internal sealed class JobsOptions
{
    public string Looks { get; set; } = "PT1S";

    public string WakeUps { get; set; } = "PT2S";

    public string Outbox { get; set; } = "PT2S";

    public string RouteLookUps { get; set; } = "PT2S";

    public string Checkpoint { get; set; } = "PT1M";
}

/// <summary>Reads the ISO 8601 durations of options; validated before anything is built.</summary>
internal static class OptionPeriods
{
    public static Period Period(string text) => NodaTime.Text.PeriodPattern.NormalizingIso.Parse(text).Value;

    /// <summary>Elapsed time; days count 24 hours.</summary>
    public static Duration Duration(string text) => Period(text).ToDuration();
}
