using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Mail;

/// <summary>One connection to the configured server that knows how far a letter got (<see cref="Watch"/>).</summary>
internal sealed class SmtpSession : SmtpClient
{
    private SmtpSession(DataWatch watch)
        : base(watch) => Watch = watch;

    public DataWatch Watch { get; }

    public int Letters { get; set; }

    /// <summary>Connected, secured and logged in; throws as MailKit does.</summary>
    /// <param name="helo">The sender's own domain: the name of this machine is nobody's business (DESIGN 4.11).</param>
    public static async Task<SmtpSession> OpenAsync(MailSettings settings, MailLimits limits, string helo, CancellationToken cancellationToken)
    {
        var session = new SmtpSession(new DataWatch())
        {
            Timeout = (int)limits.Answer.TotalMilliseconds,
            DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly,
            LocalDomain = helo,
        };
        try
        {
            session.Trust(settings.TrustedCertificate);
            await session.ConnectAsync(settings.Host, settings.Port, OptionsFor(settings.Security), cancellationToken);
            if (settings.UserName.Length > 0)
            {
                await session.AuthenticateAsync(settings.UserName, settings.Password, cancellationToken);
            }

            // DATA alone tells whether a letter's text has begun: BDAT sends command and text in one. Without SMTPUTF8 the
            // bytes are those that were hashed.
            session.Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.UTF8);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Says QUIT if somebody is there to hear it, and not for long.</summary>
    public void Close(MailLimits limits)
    {
        try
        {
            Timeout = (int)limits.Quit.TotalMilliseconds;
            Disconnect(quit: IsConnected, CancellationToken.None);
        }
#pragma warning disable CA1031 // The connection was already gone, in one of many ways.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        Dispose();
    }

    /// <summary>ENVID is our Message-ID: it comes back as Original-Envelope-Id (RFC 3461 section 4.4).</summary>
    protected override string? GetEnvelopeId(MimeMessage message) => message.MessageId;

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;

    private static SecureSocketOptions OptionsFor(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.Implicit => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    private void Trust(X509Certificate2? trusted)
    {
        if (trusted is not null)
        {
            ServerCertificateValidationCallback = (_, seen, _, errors) =>
                errors == SslPolicyErrors.None || (seen as X509Certificate2)?.Thumbprint == trusted.Thumbprint;
        }
    }
}
