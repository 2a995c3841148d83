using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Mail;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Support;

/// <summary>Letters and senders with everything a test does not care about filled in.</summary>
internal static class SomeMail
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly MailLimits QuickRetries = MailLimits.Default with { RetryDelay = TimeSpan.FromMilliseconds(1) };

    public static OutgoingLetter Letter(int number = 1) => new()
    {
        MessageId = $"n.{number:d4}@helpline.test",
        To = "abuse@board.test",
        FromName = "Helpline",
        FromAddress = "notices@helpline.test",
        ReplyTo = "reply+token@helpline.test",
        EnvelopeFrom = "bounce+token@helpline.test",
        Subject = "[TD-000001] Removal of material",
        Text = "Please remove https://board.test/thread/17\n",
        Html = "<p>Please remove https://board.test/thread/17</p>\n",
        Attachments = [new LetterAttachment("notice.json", "application/json", """{"reference":"TD-000001"}""")],
    };

    public static SendTry Try(OutgoingLetter? letter = null, int number = 1, bool duplicate = false) => new(letter ?? Letter(), number, duplicate);

    public static MailSettings To(ScriptedSmtpServer server, MailSecurity security = MailSecurity.None, string? user = null) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        Security = security,
        UserName = user ?? "",
        Password = user is null ? "" : "secret of " + user,
        TrustedCertificate = server.Script.Certificate,
    };

    /// <summary>The domain clock stands at <see cref="Now"/>; the machine clock is real unless given.</summary>
    public static SmtpSender Sender(MailSettings settings, MailLimits? limits = null, TimeProvider? machine = null) =>
        new(settings, limits ?? QuickRetries, new Dkim(settings), new FakeTimeProvider(Now), machine ?? TimeProvider.System, NullLogger<SmtpSender>.Instance);

    /// <summary>For 127.0.0.1, signed by itself.</summary>
    public static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=scripted.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var start = TimeProvider.System.GetUtcNow().AddDays(-1);
        return request.CreateSelfSigned(start, start.AddDays(30));
    }

    public static Task<SendResult> SendAsync(this IMailSender sender, OutgoingLetter? letter = null) =>
        sender.SendAsync(Try(letter), TestContext.Current.CancellationToken);
}
