using CsCheck;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Mail;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Mail;

/// <summary>What is said to a server, and what its answers mean.</summary>
public sealed class SmtpSenderTests
{
    private static Func<string, string?> On(string command, string answer) => c => c.StartsWith(command, StringComparison.OrdinalIgnoreCase) ? answer : null;

    private static async Task<SendResult> SendAsync(SmtpScript script, MailLimits? limits = null)
    {
        await using var server = ScriptedSmtpServer.Start(script);
        using var sender = SomeMail.Sender(SomeMail.To(server), limits);
        return await sender.SendAsync();
    }

    [Fact]
    public async Task The_hash_is_that_of_the_bytes_that_arrived()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(SomeMail.To(server));
        var text = Gen.Int[0, 9].Select(i => "a.\n\r ü=\t—\""[i]).Array[0, 300].Select(c => new string(c));
        var letters = Gen.Select(text, text, Gen.Bool).Array[30].Single();
        foreach (var (plain, html, alone) in letters)
        {
            var letter = SomeMail.Letter() with { Text = plain, Html = alone ? null : html, Attachments = [] };
            var result = Assert.IsType<SendResult.Accepted>(await sender.SendAsync(letter));
            Assert.Equal(LetterToMime.Hash(server.Letters[^1].Bytes), result.BytesHash);
        }
    }

    [Fact]
    public async Task The_servers_text_is_kept_for_the_ledger()
    {
        var result = Assert.IsType<SendResult.Accepted>(await SendAsync(new SmtpScript { Answer = On(".", "250 2.0.0 queued as 4711") }));
        Assert.Equal("2.0.0 queued as 4711", result.Response);
    }

    [Fact]
    public async Task The_envelope_sender_is_where_bounces_go_and_a_notification_is_asked_for()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(SomeMail.To(server));
        await sender.SendAsync();
        var mail = server.Letters[0].Mail;
        Assert.StartsWith("MAIL FROM:<bounce+token@helpline.test>", mail, StringComparison.Ordinal);
        Assert.Contains("ENVID=n.0001@helpline.test", mail, StringComparison.Ordinal);
        Assert.Contains("RET=HDRS", mail, StringComparison.Ordinal);
        Assert.Contains(server.Commands, c => c.StartsWith("RCPT", StringComparison.Ordinal) && c.Contains("NOTIFY=FAILURE,DELAY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_envelope_sender_it_is_the_from_address_and_without_dsn_nothing_is_asked()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Extensions = [] });
        using var sender = SomeMail.Sender(SomeMail.To(server));
        await sender.SendAsync(SomeMail.Letter() with { EnvelopeFrom = null });
        Assert.Equal("MAIL FROM:<notices@helpline.test>", server.Letters[0].Mail);
    }

    [Fact]
    public async Task The_greeting_names_the_senders_domain_and_not_this_machine()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(SomeMail.To(server));
        await sender.SendAsync();
        Assert.Equal("EHLO helpline.test", server.Commands[0]);
    }

    [Fact]
    public async Task OnlyTo_is_the_one_recipient()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, OnlyTo = "trial@helpline.test" });
        await sender.SendAsync();
        Assert.Equal(["trial@helpline.test"], server.Letters[0].Recipients);
    }

    [Theory]
    [InlineData("MAIL", "451 4.3.0 later", "4.3.0")]
    [InlineData("RCPT", "450 4.2.1 greylisted", "4.2.1")]
    [InlineData("RCPT", "450 try later", "450")]
    [InlineData("DATA", "421 4.3.2 closing", "4.3.2")]
    [InlineData(".", "452 4.3.1 full", "4.3.1")]
    public async Task A_4xx_is_a_later_try(string command, string answer, string code) =>
        Assert.Equal(code, Assert.IsType<SendResult.Temporary>(await SendAsync(new SmtpScript { Answer = On(command, answer) })).Code);

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such user", "5.1.1", true)]
    [InlineData("RCPT", "550 5.1.10 null MX", "5.1.10", true)]
    [InlineData("RCPT", "550 5.2.1 mailbox disabled", "5.2.1", true)]
    [InlineData(".", "550 5.1.1 no such user", "5.1.1", true)]
    [InlineData("RCPT", "552 5.2.2 mailbox full", "5.2.2", false)]
    [InlineData("RCPT", "550 5.7.1 you are blocked", "5.7.1", false)]
    [InlineData("RCPT", "550 go away", "550", false)]
    [InlineData("MAIL", "550 5.1.8 your domain does not exist", "5.1.8", false)]
    [InlineData("MAIL", "550 5.1.0 sender rejected", "5.1.0", false)]
    [InlineData("RCPT", "550 5.1.7 bad sender", "5.1.7", false)]
    [InlineData("DATA", "554 5.5.1 no", "5.5.1", false)]
    [InlineData(".", "554 5.6.0 content", "5.6.0", false)]
    public async Task A_5xx_is_final_and_only_a_dead_mailbox_kills_the_route(string command, string answer, string code, bool gone)
    {
        var result = Assert.IsType<SendResult.Permanent>(await SendAsync(new SmtpScript { Answer = On(command, answer) }));
        Assert.Equal((code, gone), (result.Code, result.RecipientGone));
    }

    [Theory]
    [InlineData(nameof(DropAt.BeforeMail))]
    [InlineData(nameof(DropAt.AfterRcpt))]
    public async Task Broken_before_data_is_a_later_try(string drop) =>
        Assert.IsType<SendResult.Temporary>(await SendAsync(new SmtpScript { Drop = Enum.Parse<DropAt>(drop) }));

    [Theory]
    [InlineData(nameof(DropAt.MidData))]
    [InlineData(nameof(DropAt.AfterDot))]
    public async Task Broken_after_data_began_is_unknown(string drop) =>
        Assert.IsType<SendResult.Unknown>(await SendAsync(new SmtpScript { Drop = Enum.Parse<DropAt>(drop) }));

    [Fact]
    public async Task Broken_right_after_the_250_is_accepted() =>
        Assert.IsType<SendResult.Accepted>(await SendAsync(new SmtpScript { Drop = DropAt.AfterAccepted }));

    [Fact]
    public async Task Silence_after_the_final_dot_is_unknown_once_its_time_is_over() =>
        Assert.IsType<SendResult.Unknown>(await SendAsync(
            new SmtpScript { Answer = On(".", SmtpScript.Silence) }, SomeMail.QuickRetries with { Answer = TimeSpan.FromMilliseconds(200) }));

    [Fact]
    public async Task Silence_after_rcpt_is_a_later_try_once_its_time_is_over() =>
        Assert.IsType<SendResult.Temporary>(await SendAsync(
            new SmtpScript { Answer = On("RCPT", SmtpScript.Silence) }, SomeMail.QuickRetries with { Answer = TimeSpan.FromMilliseconds(200) }));

    [Fact]
    public async Task A_letter_as_a_whole_has_a_limit() =>
        Assert.IsType<SendResult.Unknown>(await SendAsync(
            new SmtpScript { Answer = On("DATA", SmtpScript.Silence) }, SomeMail.QuickRetries with { Letter = TimeSpan.FromMilliseconds(300) }));

    [Fact]
    public async Task The_callback_comes_after_the_letter_was_accepted()
    {
        ReceivedLetter? seen = null;
        Assert.IsType<SendResult.Accepted>(await SendAsync(new SmtpScript { Accepted = letter => seen = letter, Drop = DropAt.AfterAccepted }));
        Assert.StartsWith("250", seen?.Answer, StringComparison.Ordinal);
    }
}
