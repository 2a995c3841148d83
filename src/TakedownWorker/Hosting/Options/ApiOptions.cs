namespace TakedownWorker.Hosting.Options;

/// <summary>Intake over HTTP (off without a token), health and metrics.</summary>
internal sealed class ApiOptions
{
    /// <summary>SHA-256 of the token, lower-case hex; empty: no API.</summary>
    [Sensitive]
    public string TokenHash { get; set; } = "";

    /// <summary>IP address health and metrics listen on; default 127.0.0.1, in a container 0.0.0.0.</summary>
    public string HealthAddress { get; set; } = "127.0.0.1";

    /// <summary>Port of health and metrics; 0: any free one; default 8080.</summary>
    public int HealthPort { get; set; } = 8080;
}
