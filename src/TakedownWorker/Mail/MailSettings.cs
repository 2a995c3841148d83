using System.Security.Cryptography.X509Certificates;

namespace TakedownWorker.Mail;

/// <summary>How the connection to the mail server is secured.</summary>
internal enum Security
{
    None,

    /// <summary>Required: a server that does not offer it is refused.</summary>
    StartTls,
    Implicit,
}

/// <summary>The configuration of <c>Takedown:Mail:Outgoing</c> as this folder uses it, checked once.</summary>
internal sealed record MailSettings
{
    /// <summary>Absolute path of the pickup folder; null: Smtp mode.</summary>
    public string? PickupFolder { get; init; }

    public string Host { get; init; } = "";

    public int Port { get; init; }

    public Security Security { get; init; } = Security.StartTls;

    public string UserName { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Every letter goes to this mailbox instead; null: to its recipient.</summary>
    public string? OnlyTo { get; init; }

    public DkimSettings? Dkim { get; init; }

    /// <summary>A certificate that is accepted besides those of the system: for tests with their own.</summary>
    public X509Certificate2? TrustedCertificate { get; init; }
}

/// <param name="KeyFile">Absolute path of the RSA key (PEM).</param>
internal sealed record DkimSettings(string Domain, string Selector, string KeyFile);
