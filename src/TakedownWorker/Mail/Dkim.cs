using MimeKit;
using MimeKit.Cryptography;

namespace TakedownWorker.Mail;

/// <summary>DKIM (RFC 6376): RSA-SHA-256, relaxed; signed last, per try, because the date is.</summary>
internal static class Dkim
{
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.InReplyTo, HeaderId.References,
        HeaderId.ReplyTo, HeaderId.MimeVersion, HeaderId.ContentType,
    ];

    public static void Sign(MimeMessage message, DkimSettings? settings)
    {
        if (settings is null)
        {
            return;
        }

        var signer = new DkimSigner(settings.KeyFile, settings.Domain, settings.Selector, DkimSignatureAlgorithm.RsaSha256)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            AgentOrUserIdentifier = "@" + settings.Domain,
        };
        signer.Sign(message, [.. Signed.Where(h => message.Headers.Contains(h))]);
    }
}
