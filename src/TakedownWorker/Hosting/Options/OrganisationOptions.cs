namespace TakedownWorker.Hosting.Options;

/// <summary>Who writes. A placeholder is enough for trial, never for Smtp.</summary>
internal sealed class OrganisationOptions
{
    public const string PlaceholderName = "Your organisation";
    public const string PlaceholderFrom = "takedown@example.org";

    /// <summary>As letters and briefings name it.</summary>
    public string Name { get; set; } = PlaceholderName;

    /// <summary>A role or a registered pseudonym, never a caseworker's own name (DESIGN 4.3).</summary>
    public string Signatory { get; set; } = "Takedown desk";

    /// <summary>Address letters come from; its domain carries the tokens of answers.</summary>
    [Sensitive]
    public string From { get; set; } = PlaceholderFrom;

    /// <summary>Reserved for installations whose answers go to another domain; empty: the domain of From.</summary>
    [Sensitive]
    public string ReplyTo { get; set; } = "";

    /// <summary>For hosts; empty: none is given. Never a caseworker's direct line.</summary>
    [Sensitive]
    public string Telephone { get; set; } = "";

    /// <summary>Where the organisation is, ISO 3166, with a part where laws differ (GB, GB-SCT); empty: not said.</summary>
    public string Country { get; set; } = "";

    /// <summary>What a caseworker does at once when the person may be under 18: the organisation's own hotline steps.</summary>
    public string HotlineText { get; set; } = "Stop. Do not open, copy or forward anything. Report the address, date and time to your national hotline.";
}
