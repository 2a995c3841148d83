namespace TakedownWorker.Hosting.Options;

/// <summary>Letters and briefings out, answers in.</summary>
internal sealed class MailOptions
{
    public OutgoingMailOptions Outgoing { get; set; } = new();

    public IncomingMailOptions Incoming { get; set; } = new();
}

/// <summary>Encryption of a mail connection: none, upgraded before login, or from the first byte.</summary>
internal enum MailSecurity
{
    None,
    StartTls,
    Implicit,
}
