using System.Security.Cryptography;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.OpenSsl;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Mail;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Mail;

public sealed class DkimTests : IDisposable
{
    private readonly string keyFile = Path.GetTempFileName();

    public void Dispose() => File.Delete(keyFile);

    private async Task<(SendResult Result, ReceivedLetter? Letter)> SendAsync(string pem)
    {
        await File.WriteAllTextAsync(keyFile, pem, TestContext.Current.CancellationToken);
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(new MailSettings
        {
            Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, Dkim = new DkimSettings("helpline.test", "s1", keyFile),
        });
        return (await sender.SendAsync(), server.Letters.SingleOrDefault());
    }

    [Fact]
    public async Task A_signature_holds_over_what_arrived()
    {
        using var key = RSA.Create(2048);
        var (result, letter) = await SendAsync(key.ExportPkcs8PrivateKeyPem());
        Assert.Equal(LetterToMime.Hash(letter!.Bytes), Assert.IsType<SendResult.Accepted>(result).BytesHash);
        using var message = letter.Message();
        var signature = message.Headers[message.Headers.IndexOf(HeaderId.DkimSignature)];
        Assert.True(await new DkimVerifier(new OneKey(key.ExportSubjectPublicKeyInfoPem())).VerifyAsync(message, signature, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_key_that_does_not_sign_keeps_the_letter_here()
    {
        var (result, letter) = await SendAsync("no key");
        Assert.Contains("Dkim:KeyFile", Assert.IsType<SendResult.Temporary>(result).Reason, StringComparison.Ordinal);
        Assert.Null(letter);
    }

    private sealed class OneKey(string pem) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            using var reader = new StringReader(pem);
            return (AsymmetricKeyParameter)new PemReader(reader).ReadObject();
        }

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
