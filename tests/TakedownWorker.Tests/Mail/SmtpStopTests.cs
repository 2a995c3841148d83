using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Mail;

/// <summary>A stop in the middle of a letter.</summary>
public sealed class SmtpStopTests
{
    private static async Task<SendResult> StopAtAsync(string command, string answer, TimeSpan afterStop)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var server = ScriptedSmtpServer.Start(new SmtpScript
        {
            Answer = c =>
            {
                if (!c.StartsWith(command, StringComparison.OrdinalIgnoreCase))
                {
                    return null;
                }

                stop.Cancel();
                return answer;
            },
        });
        using var sender = SomeMail.Sender(SomeMail.To(server), SomeMail.QuickRetries with { AfterStop = afterStop });
        return await sender.SendAsync(SomeMail.Try(), stop.Token);
    }

    [Theory]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    public Task Before_data_it_throws(string command) =>
        Assert.ThrowsAnyAsync<OperationCanceledException>(() => StopAtAsync(command, SmtpScript.Silence, TimeSpan.FromMinutes(1)));

    [Fact]
    public async Task After_data_the_letter_is_finished() =>
        Assert.IsType<SendResult.Accepted>(await StopAtAsync(".", "250 2.0.0 queued", TimeSpan.FromMinutes(1)));

    [Fact]
    public async Task After_data_it_does_not_wait_for_ever() =>
        Assert.IsType<SendResult.Unknown>(await StopAtAsync(".", SmtpScript.Silence, TimeSpan.FromMilliseconds(200)));

    [Fact]
    public async Task A_stop_before_anything_connects_to_nobody()
    {
        await using var server = ScriptedSmtpServer.Start();
        using var sender = SomeMail.Sender(SomeMail.To(server));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sender.SendAsync(SomeMail.Try(), new CancellationToken(canceled: true)));
        Assert.Equal(0, server.Connections);
    }
}
