namespace TakedownWorker.Hosting.Options;

/// <summary>Where answers are read. Only None for now: reading mail comes in a later version.</summary>
internal sealed class IncomingMailOptions
{
    public IncomingMode Mode { get; set; }

    /// <summary>Folder of the mailbox, or the Maildir.</summary>
    public string Folder { get; set; } = "";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 993;

    public MailSecurity Security { get; set; } = MailSecurity.Implicit;

    [Sensitive]
    public string UserName { get; set; } = "";

    [Sensitive]
    public string Password { get; set; } = "";
}

internal enum IncomingMode
{
    None,
    Imap,
    Maildir,
}
