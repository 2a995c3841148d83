using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TakedownWorker.Mail;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Mail;

/// <summary>What the operator reads when no letter can leave.</summary>
public sealed class SmtpLogTests
{
    private static async Task<string> LogAsync(SmtpScript script)
    {
        await using var server = ScriptedSmtpServer.Start(script);
        var settings = SomeMail.To(server, user: "helpline");
        var lines = new Lines();
        using var sender = new SmtpSender(settings, SomeMail.QuickRetries, new Dkim(settings), new FakeTimeProvider(SomeMail.Now), TimeProvider.System, lines);
        await sender.SendAsync();
        return Assert.Single(lines.Seen);
    }

    [Fact]
    public async Task A_refused_login_names_the_keys_and_no_secret()
    {
        var line = await LogAsync(new SmtpScript { Extensions = ["AUTH PLAIN"], Answer = c => c.StartsWith("AUTH", StringComparison.Ordinal) ? "535 5.7.8 wrong" : null });
        Assert.Contains("Mail:Outgoing:UserName", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_servers_own_words_stay_out() =>
        Assert.DoesNotContain("203.0.113.7", await LogAsync(new SmtpScript { Greeting = "554 5.7.1 203.0.113.7 is listed" }), StringComparison.Ordinal);

    private sealed class Lines : ILogger<SmtpSender>
    {
        public List<string> Seen { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Seen.Add(formatter(state, exception));
    }
}
