using Microsoft.Extensions.Time.Testing;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Mail;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Mail;

/// <summary>How connections are made, secured, kept and closed.</summary>
public sealed class SmtpConnectionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Letters_share_one_connection_up_to_its_limit()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(SomeMail.To(server), SomeMail.QuickRetries with { LettersPerConnection = 3 });
        for (var i = 1; i <= 7; i++)
        {
            Assert.IsType<SendResult.Accepted>(await sender.SendAsync(SomeMail.Letter(i)));
        }

        Assert.Equal([1, 1, 1, 2, 2, 2, 3], server.Letters.Select(l => l.Connection));
    }

    [Fact]
    public async Task Letters_at_the_same_time_wait_for_each_other()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(SomeMail.To(server));
        var results = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => sender.SendAsync(SomeMail.Letter(i))));
        Assert.All(results, r => Assert.IsType<SendResult.Accepted>(r));
        Assert.Equal((10, 1), (server.Letters.Count, server.Connections));
    }

    [Fact]
    public async Task A_refused_letter_leaves_the_connection_to_the_next()
    {
        await using var server = ScriptedSmtpServer.Start();
        server.Script = server.Script with { Answer = c => c.Contains("gone@", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null };
        using var sender = SomeMail.Sender(SomeMail.To(server));
        Assert.IsType<SendResult.Permanent>(await sender.SendAsync(SomeMail.Letter() with { To = "gone@board.test" }));
        Assert.IsType<SendResult.Accepted>(await sender.SendAsync());
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_costs_no_letter_its_try()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Drop = DropAt.AfterAccepted });
        using var sender = SomeMail.Sender(SomeMail.To(server));
        Assert.IsType<SendResult.Accepted>(await sender.SendAsync(SomeMail.Letter(1)));
        Assert.IsType<SendResult.Accepted>(await sender.SendAsync(SomeMail.Letter(2)));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task An_idle_connection_is_closed_after_its_time_and_not_before()
    {
        var machine = new FakeTimeProvider(SomeMail.Now);
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(SomeMail.To(server), machine: machine);
        await sender.SendAsync();
        machine.Advance(TimeSpan.FromSeconds(29));
        Assert.DoesNotContain("QUIT", server.Commands);
        machine.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("QUIT", server.Commands);
    }

    [Fact]
    public async Task Dispose_says_goodbye()
    {
        await using var server = ScriptedSmtpServer.Start();
        var sender = SomeMail.Sender(SomeMail.To(server));
        await sender.SendAsync();
        sender.Dispose();
        Assert.Equal("QUIT", server.Commands[^1]);
    }

    [Fact]
    public async Task A_server_that_drops_before_its_greeting_is_asked_three_times()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Drop = DropAt.Greeting });
        using var sender = SomeMail.Sender(SomeMail.To(server));
        Assert.IsType<SendResult.Temporary>(await sender.SendAsync());
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task A_server_that_is_back_at_the_second_try_gets_the_letter()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Greeting = "421 4.3.2 starting" });
        using var sender = SomeMail.Sender(SomeMail.To(server), MailLimits.Default with { RetryDelay = TimeSpan.FromMilliseconds(300) });
        var sending = sender.SendAsync();
        while (server.Connections == 0)
        {
            await Task.Yield();
        }

        server.Script = new SmtpScript();
        Assert.IsType<SendResult.Accepted>(await sending);
    }

    [Fact]
    public async Task Letters_behind_a_failed_connect_do_not_each_try_anew_until_the_rest_is_over()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Greeting = "554 5.3.2 no" });
        using var sender = SomeMail.Sender(SomeMail.To(server), SomeMail.QuickRetries with { RestAfterFailure = TimeSpan.FromMilliseconds(500) });
        Assert.Equal("5.3.2", Assert.IsType<SendResult.Temporary>(await sender.SendAsync()).Code);
        server.Script = new SmtpScript();
        Assert.IsType<SendResult.Temporary>(await sender.SendAsync());
        Assert.Equal(1, server.Connections);
        await Task.Delay(TimeSpan.FromMilliseconds(550), TimeProvider.System, Stop);
        Assert.IsType<SendResult.Accepted>(await sender.SendAsync());
    }

    [Fact]
    public async Task Nobody_there_is_a_later_try_that_names_the_keys()
    {
        using var sender = SomeMail.Sender(new MailSettings { Host = "127.0.0.1", Port = 1, Security = MailSecurity.None });
        var result = Assert.IsType<SendResult.Temporary>(await sender.SendAsync());
        Assert.Equal("connect", result.Code);
        Assert.Contains("Mail:Outgoing:Host", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_is_made_once_a_connection()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(SomeMail.To(server, user: "helpline"));
        Assert.IsType<SendResult.Accepted>(await sender.SendAsync());
        Assert.IsType<SendResult.Accepted>(await sender.SendAsync());
        Assert.Single(server.Commands, c => c.StartsWith("AUTH PLAIN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_login_is_a_later_try_that_is_not_repeated_at_once()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript
        {
            Extensions = ["AUTH PLAIN"],
            Answer = c => c.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.8 wrong" : null,
        });
        using var sender = SomeMail.Sender(SomeMail.To(server, user: "helpline"));
        var result = Assert.IsType<SendResult.Temporary>(await sender.SendAsync());
        Assert.Equal(("auth", 1), (result.Code, server.Connections));
        Assert.DoesNotContain("secret", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_letter_goes_through_tls(bool fromTheFirstByte)
    {
        using var certificate = SomeMail.Certificate();
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = certificate, ImplicitTls = fromTheFirstByte });
        using var sender = SomeMail.Sender(SomeMail.To(server, fromTheFirstByte ? MailSecurity.Implicit : MailSecurity.StartTls, "helpline"));
        Assert.IsType<SendResult.Accepted>(await sender.SendAsync());
    }

    [Fact]
    public async Task StartTls_is_required_not_tried()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(SomeMail.To(server, MailSecurity.StartTls));
        Assert.Equal("offer", Assert.IsType<SendResult.Temporary>(await sender.SendAsync()).Code);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        using var certificate = SomeMail.Certificate();
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Certificate = certificate });
        using var sender = SomeMail.Sender(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.StartTls });
        Assert.Equal("tls", Assert.IsType<SendResult.Temporary>(await sender.SendAsync()).Code);
        Assert.DoesNotContain(server.Commands, c => c.StartsWith("MAIL", StringComparison.Ordinal));
    }
}
