namespace TakedownWorker.Hosting.Options;

/// <summary>Keys and how long cases are kept.</summary>
internal sealed class PrivacyOptions
{
    /// <summary>Master key, made on the first start with mode 0600; relative to the data directory.</summary>
    public string KeyFile { get; set; } = "takedown.key";

    /// <summary>How long a closed case is kept, ISO 8601 by calendar, P1D to P100Y; default P5Y.</summary>
    public string Retention { get; set; } = "P5Y";
}
