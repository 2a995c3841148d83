namespace TakedownWorker.Hosting.Options;

/// <summary>Laws and terms that letters rest on.</summary>
internal sealed class LegalBasesOptions
{
    /// <summary>Empty: the bases that come with the program.</summary>
    public string Folder { get; set; } = "";

    /// <summary>No basis is used in Smtp mode until its reviewer and date are named here (DESIGN 4.4).</summary>
    public List<BasisReviewOptions> Reviews { get; set; } = [];
}

/// <summary>One basis read by someone who may judge it.</summary>
internal sealed class BasisReviewOptions
{
    /// <summary>Name of its folder, such as <c>generic-aup</c>.</summary>
    public string Basis { get; set; } = "";

    /// <summary>Who reviewed it: a role is enough.</summary>
    [Sensitive]
    public string By { get; set; } = "";

    /// <summary>ISO 8601 date.</summary>
    public string On { get; set; } = "";
}
