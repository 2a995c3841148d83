namespace TakedownWorker.Hosting.Options;

/// <summary>How letters and briefings leave; the default writes files and sends nothing.</summary>
internal sealed class OutgoingMailOptions
{
    /// <summary>Pickup (default): trial, nothing is sent (DESIGN 4.13).</summary>
    public OutgoingMode Mode { get; set; }

    /// <summary>Pickup folder, relative to the data directory.</summary>
    public string Folder { get; set; } = "pickup";

    /// <summary>SMTP server; needed in Smtp mode.</summary>
    public string Host { get; set; } = "";

    /// <summary>1 to 65535; default 587 (submission).</summary>
    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Empty: no login.</summary>
    [Sensitive]
    public string UserName { get; set; } = "";

    /// <summary>A secret: set it by file or environment.</summary>
    [Sensitive]
    public string Password { get; set; } = "";

    /// <summary>Redirects everything to one mailbox, subjects marked.</summary>
    [Sensitive]
    public string OnlyTo { get; set; } = "";

    public DkimOptions Dkim { get; set; } = new();

    /// <summary>The fuse (DESIGN 4.12): more first letters than this in an hour hold the rest and ask. 1 to 100000; default 50.</summary>
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

internal enum OutgoingMode
{
    Pickup,
    Smtp,
}
