using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace TakedownWorker.Mail;

/// <summary>
/// One connection that knows how far a letter got. <see cref="DataWatch.DataBegan"/> turns true with the DATA (or BDAT) command: from
/// there on a broken connection leaves the letter in doubt (RFC 5321 section 4.2.5).
/// </summary>
internal sealed class SmtpSession : SmtpClient
{
    public SmtpSession(DataWatch watch)
        : base(watch) => Watch = watch;

    public DataWatch Watch { get; }

    /// <summary>ENVID is our Message-ID: it comes back as Original-Envelope-Id (RFC 3461 section 4.4).</summary>
    protected override string? GetEnvelopeId(MimeMessage message) => message.MessageId;

    protected override DeliveryStatusNotification? GetDeliveryStatusNotifications(MimeMessage message, MailboxAddress mailbox) =>
        DeliveryStatusNotification.Failure | DeliveryStatusNotification.Delay;
}

/// <summary>Watches the bytes that go to the server: nothing is kept but how far a letter got.</summary>
internal sealed class DataWatch : IProtocolLogger
{
    private bool lineStart = true;

    public bool DataBegan { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void Reset()
    {
        DataBegan = false;
        lineStart = true;
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        var sent = buffer.AsSpan(offset, count);
        // Commands may be pipelined into one write, so every line start is looked at until data began.
        while (!DataBegan && !sent.IsEmpty)
        {
            if (lineStart && (StartsWith(sent, "DATA\r\n"u8) || StartsWith(sent, "BDAT "u8)))
            {
                DataBegan = true;
                return;
            }

            var end = sent.IndexOf((byte)'\n');
            lineStart = end >= 0;
            sent = end < 0 ? [] : sent[(end + 1)..];
        }
    }

    public void LogConnect(Uri uri)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
    }

    public void Dispose()
    {
    }

    private static bool StartsWith(ReadOnlySpan<byte> sent, ReadOnlySpan<byte> command) =>
        sent.Length >= command.Length && System.Text.Ascii.EqualsIgnoreCase(sent[..command.Length], command);
}
