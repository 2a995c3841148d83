using MimeKit;
using MimeKit.Cryptography;

namespace TakedownWorker.Mail;

/// <summary>DKIM (RFC 6376): RSA-SHA-256, relaxed; signed last, per try, because the date is. The key is read once.</summary>
internal sealed class Dkim(MailSettings settings)
{
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.InReplyTo, HeaderId.References,
        HeaderId.ReplyTo, HeaderId.MimeVersion, HeaderId.ContentType,
    ];

    private DkimSigner? signer;

    /// <summary>What keeps the letter from being signed, and the cure; null when it is signed or no signature is configured.</summary>
    public string? Sign(MimeMessage message)
    {
        if (settings.Dkim is not { } dkim)
        {
            return null;
        }

        try
        {
            signer ??= Signer(dkim);
            signer.Sign(message, [.. Signed.Where(h => message.Headers.Contains(h))]);
            return null;
        }
#pragma warning disable CA1031 // The PEM reader's exceptions are many; each means that this key does not sign, and an unsigned letter must not leave.
        catch (Exception e)
#pragma warning restore CA1031
        {
            signer = null;
            return $"the key of Mail:Outgoing:Dkim:KeyFile does not sign ({e.GetType().Name}). It must be an RSA key in PEM form, readable by this user.";
        }
    }

    private static DkimSigner Signer(DkimSettings dkim) =>
        new(dkim.KeyFile, dkim.Domain, dkim.Selector, DkimSignatureAlgorithm.RsaSha256)
        {
            HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            AgentOrUserIdentifier = "@" + dkim.Domain,
        };
}
