using MailKit.Net.Smtp;
using MimeKit;
using TakedownWorker.Hosting;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Mail;

/// <summary>Sends letters one at a time over one kept connection, and says of each how far it got.</summary>
internal sealed class SmtpSender : IMailSender, IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly MailSettings settings;
    private readonly MailLimits limits;
    private readonly Dkim dkim;
    private readonly TimeProvider domain;
    private readonly TimeProvider machine;
    private readonly SmtpConnection connection;
    private readonly ILogger logger;
    private readonly ITimer idle;

    public SmtpSender(
        MailSettings settings,
        MailLimits limits,
        Dkim dkim,
        [FromKeyedServices(Clocks.Domain)] TimeProvider domain,
        [FromKeyedServices(Clocks.Machine)] TimeProvider machine,
        ILogger<SmtpSender> logger)
    {
        (this.settings, this.limits, this.dkim, this.domain, this.machine, this.logger) = (settings, limits, dkim, domain, machine, logger);
        connection = new SmtpConnection(settings, limits, machine, logger);
        idle = machine.CreateTimer(_ => CloseIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async Task<SendResult> SendAsync(SendTry attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (LetterFaults.Of(attempt.Letter) is { } fault)
        {
            return fault;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            return await SendAloneAsync(attempt, cancellationToken);
        }
        finally
        {
            idle.Change(limits.Idle, Timeout.InfiniteTimeSpan);
            one.Release();
        }
    }

    public void Dispose()
    {
        idle.Dispose();
        connection.Close();
        one.Dispose();
    }

    private async Task<SendResult> SendAloneAsync(SendTry attempt, CancellationToken cancellationToken)
    {
        using var message = LetterToMime.Message(attempt, settings.OnlyTo, domain.GetUtcNow());
        if (dkim.Sign(message) is { } unsigned)
        {
            Log.MailServerUnusable(logger, "dkim", unsigned);
            return new SendResult.Temporary("dkim", unsigned);
        }

        var from = MailboxAddress.Parse(attempt.Letter.EnvelopeFrom ?? attempt.Letter.FromAddress);
        var (session, failure) = await connection.OpenAsync(Helo(attempt.Letter), cancellationToken);
        return session is null ? failure! : await DeliverAsync(session, message, from, cancellationToken);
    }

    private async Task<SendResult> DeliverAsync(SmtpSession session, MimeMessage message, MailboxAddress from, CancellationToken cancellationToken)
    {
        var hash = LetterToMime.Hash(LetterToMime.Bytes(message));
        session.Watch.Reset();
        session.Letters++;
        using var stop = new StopBeforeData(session.Watch, limits, machine, cancellationToken);
        try
        {
            return new SendResult.Accepted(hash, await session.SendAsync(message, from, message.To.Mailboxes, stop.Token));
        }
        catch (SmtpCommandException e)
        {
            return SmtpAnswers.Refusal(e);
        }
#pragma warning disable CA1031 // Whatever broke: how far the letter got decides, not which exception it was.
        catch (Exception e)
#pragma warning restore CA1031
        {
            connection.Close();
            if (session.Watch.DataBegan)
            {
                return new SendResult.Unknown($"The connection ended after DATA ({e.GetType().Name}): the server may have the letter.");
            }

            cancellationToken.ThrowIfCancellationRequested();
            return new SendResult.Temporary("connection", $"The connection ended before DATA ({e.GetType().Name}): the server has nothing.");
        }
    }

    private void CloseIdle()
    {
        // A letter on its way sets the timer anew when it ends.
        if (one.Wait(TimeSpan.Zero))
        {
            connection.Close();
            one.Release();
        }
    }

    /// <summary>The local part is ASCII (<see cref="LetterFaults"/>), so the @ stands where it stood.</summary>
    private static string Helo(OutgoingLetter letter) => MailboxAddress.EncodeAddrspec(letter.FromAddress)[(letter.FromAddress.LastIndexOf('@') + 1)..];
}
