using System.Security.Cryptography.X509Certificates;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Mail;

/// <summary>
/// <c>Takedown:Mail:Outgoing</c> as this folder uses it, paths resolved. A class, not a record: a record would print its password.
/// </summary>
internal sealed class MailSettings
{
    /// <summary>Absolute path of the pickup folder; null: Smtp mode.</summary>
    public string? PickupFolder { get; init; }

    public string Host { get; init; } = "";

    public int Port { get; init; }

    /// <summary>StartTls is required, not tried: a server that does not offer it is refused.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    public string UserName { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Every letter goes to this mailbox instead; null: to its recipient.</summary>
    public string? OnlyTo { get; init; }

    public DkimSettings? Dkim { get; init; }

    /// <summary>A certificate that is accepted besides those that the system trusts: for tests with their own.</summary>
    public X509Certificate2? TrustedCertificate { get; init; }

    public static MailSettings From(TakedownOptions options)
    {
        var o = options.Mail.Outgoing;
        return new MailSettings
        {
            PickupFolder = o.Mode == OutgoingMode.Pickup ? options.InDataDirectory(o.Folder) : null,
            Host = o.Host.Trim(),
            Port = o.Port,
            Security = o.Security,
            UserName = o.UserName,
            Password = o.Password,
            OnlyTo = o.OnlyTo.Length == 0 ? null : o.OnlyTo,
            Dkim = o.Dkim.KeyFile.Length == 0 ? null : new DkimSettings(o.Dkim.Domain, o.Dkim.Selector, options.InDataDirectory(o.Dkim.KeyFile)),
        };
    }
}

/// <param name="KeyFile">Absolute path of the RSA key (PEM).</param>
internal sealed record DkimSettings(string Domain, string Selector, string KeyFile);
