namespace TakedownWorker.Hosting.Options;

/// <summary>Where the provider directory is read, and whom to ask about hosts beside it.</summary>
internal sealed class ContactsOptions
{
    /// <summary>Folders with an organisation's own provider files, read after those that come with the program.</summary>
    public List<string> DirectoryFolders { get; set; } = [];

    /// <summary>Ask DNS, RDAP, WHOIS and security.txt about the hosts of reported addresses; false: the directory alone.</summary>
    public bool LookUp { get; set; } = true;

    /// <summary>Everything that is asked about one address together, ISO 8601, PT1S to PT9S; default PT8S.</summary>
    public string LookUpTimeout { get; set; } = "PT8S";

    /// <summary>How long answers are kept, in memory only, ISO 8601, PT0S to P7D; default PT12H.</summary>
    public string KeepAnswers { get; set; } = "PT12H";

    /// <summary>Name servers, <c>address</c> or <c>address:port</c>; empty: those of the system.</summary>
    public List<string> DnsServers { get; set; } = [];

    /// <summary>Where WHOIS begins, <c>host</c> or <c>host:port</c>; empty: WHOIS is not asked.</summary>
    public string WhoisServer { get; set; } = "whois.iana.org";

    /// <summary>DNS zone with the origin AS of addresses; empty: not asked.</summary>
    public string OriginZone { get; set; } = "origin.asn.cymru.com";

    /// <summary>DNS zone with mailboxes for abuse by address; empty: not asked.</summary>
    public string AbuseZone { get; set; } = "abuse-contacts.abusix.zone";

    /// <summary>Folder of RDAP bootstrap files (RFC 9224); empty: those that come with the program.</summary>
    public string BootstrapFolder { get; set; } = "";
}
