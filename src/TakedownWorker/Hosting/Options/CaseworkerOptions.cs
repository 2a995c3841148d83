namespace TakedownWorker.Hosting.Options;

/// <summary>Someone who gets briefings.</summary>
internal sealed class CaseworkerOptions
{
    [Sensitive]
    public string Email { get; set; } = "";

    [Sensitive]
    public string Name { get; set; } = "";

    /// <summary>tz database id; default Etc/UTC.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>E-mail address of who stands in; empty: nobody.</summary>
    [Sensitive]
    public string Deputy { get; set; } = "";
}
