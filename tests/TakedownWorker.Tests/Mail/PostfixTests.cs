using TakedownWorker.Hosting.Options;
using TakedownWorker.Mail;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Mail;

/// <summary>The sender against a real mail server.</summary>
public sealed class PostfixTests
{
    private const string Abuse = "abuse@board.test";

    private static SmtpSender Sender(PostfixServer postfix) =>
        SomeMail.Sender(new MailSettings { Host = "127.0.0.1", Port = postfix.Port, Security = MailSecurity.None });

    [Fact]
    public async Task Fifty_letters_over_one_connection_arrive_byte_for_byte_as_they_were_sent()
    {
        await using var postfix = await PostfixServer.StartAsync(Abuse);
        using var sender = Sender(postfix);
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i <= 50; i++)
        {
            var letter = SomeMail.Letter(i) with { Text = "Grüße\n.\n..\n" + new string('x', 2000), InReplyTo = "n.0000@helpline.test" };
            hashes[letter.MessageId] = Assert.IsType<SendResult.Accepted>(await sender.SendAsync(letter)).BytesHash;
        }

        var arrived = await postfix.LettersAsync(Abuse, 50);
        Assert.Equal(hashes, arrived.ToDictionary(l => l.Message().MessageId!, l => LetterToMime.Hash(l.SentBytes()), StringComparer.Ordinal));
        using var first = arrived[0].Message();
        Assert.Equal("[TD-000001] Removal of material", first.Subject);
        Assert.Equal("<bounce+token@helpline.test>", first.Headers["Return-Path"]);
        Assert.Equal("n.0000@helpline.test", first.InReplyTo);
        Assert.DoesNotContain(first.Headers, h => h.Value.Contains(Environment.MachineName, StringComparison.OrdinalIgnoreCase));
        sender.Dispose();
        await Daemon.UntilAsync("one connection that ends after 50 letters", () => postfix.Log.Contains(" mail=50 rcpt=50 data=50 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_recipient_is_gone_and_the_next_letter_goes_to_its_own_mailbox()
    {
        await using var postfix = await PostfixServer.StartAsync(Abuse);
        using var sender = Sender(postfix);
        var refused = Assert.IsType<SendResult.Permanent>(await sender.SendAsync(SomeMail.Letter() with { To = "gone@board.test" }));
        Assert.Equal(("5.1.1", true), (refused.Code, refused.RecipientGone));
        Assert.IsType<SendResult.Accepted>(await sender.SendAsync(SomeMail.Letter(2) with { To = "someone@other.test" }));
        Assert.IsType<SendResult.Accepted>(await sender.SendAsync(SomeMail.Letter(3)));
        await postfix.LettersAsync(Abuse, 1);
        await Daemon.UntilAsync("the other letter", () => postfix.OtherLetters().Count == 1);
    }

    [Fact]
    public async Task Nothing_can_leave_for_a_real_domain()
    {
        await using var postfix = await PostfixServer.StartAsync(Abuse);
        using var sender = Sender(postfix);
        Assert.IsNotType<SendResult.Accepted>(await sender.SendAsync(SomeMail.Letter() with { To = "abuse@example.com" }));
    }
}
