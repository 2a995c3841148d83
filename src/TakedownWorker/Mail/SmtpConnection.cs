using System.Net.Sockets;
using MailKit.Net.Smtp;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using TakedownWorker.Hosting;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Mail;

/// <summary>
/// Keeps one session for the letters that follow. Polly retries here, up to the login, and nowhere else: from MAIL FROM on
/// every answer is a result (DESIGN 7). Its one user calls it serially.
/// </summary>
internal sealed class SmtpConnection(MailSettings settings, MailLimits limits, TimeProvider machine, ILogger logger)
{
    private readonly ResiliencePipeline connecting = new ResiliencePipelineBuilder { TimeProvider = machine }
        .AddTimeout(limits.Connect)
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = limits.ConnectRetries,
            Delay = limits.RetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder().Handle<Exception>(MayPass),
        })
        .AddTimeout(limits.ConnectTry)
        .Build();

    private SmtpSession? kept;
    private (SendResult.Temporary Answer, long At)? lastFailure;

    /// <returns>A session that just answered, or why there is none. Throws only when cancelled.</returns>
    public async Task<(SmtpSession? Session, SendResult.Temporary? Failure)> OpenAsync(string helo, CancellationToken cancellationToken)
    {
        if (await IsAliveAsync(cancellationToken))
        {
            return (kept, null);
        }

        Close();
        if (lastFailure is { } last && machine.GetElapsedTime(last.At) < limits.RestAfterFailure)
        {
            return (null, last.Answer);
        }

        try
        {
            kept = await connecting.ExecuteAsync(
                async token => await SmtpSession.OpenAsync(settings, limits, helo, token), cancellationToken);
            lastFailure = null;
            return (kept, null);
        }
#pragma warning disable CA1031 // Whatever kept us from connecting, nothing was said about the letter yet.
        catch (Exception e)
#pragma warning restore CA1031
        {
            cancellationToken.ThrowIfCancellationRequested();
            var failure = SmtpAnswers.NotConnected(e);
            lastFailure = (failure, machine.GetTimestamp());
            Log.MailServerUnusable(logger, failure.Code, SmtpAnswers.Cure(failure));
            return (null, failure);
        }
    }

    public void Close()
    {
        kept?.Close(limits);
        kept = null;
    }

    /// <summary>A refused login, certificate or command stays refused: asking at once again only makes a lock-out likelier.</summary>
    private static bool MayPass(Exception e) =>
        e is IOException or SocketException or SmtpProtocolException or TimeoutException or TimeoutRejectedException
        || (e is SmtpCommandException { StatusCode: var status } && (int)status < 500);

    /// <summary>NOOP before each reuse: a connection that the server closed meanwhile must not cost a letter its try.</summary>
    private async Task<bool> IsAliveAsync(CancellationToken cancellationToken)
    {
        if (kept is not { IsConnected: true } || kept.Letters >= limits.LettersPerConnection)
        {
            return false;
        }

        try
        {
            await kept.NoOpAsync(cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // A connection that does not answer is gone, in whatever way.
        catch (Exception)
#pragma warning restore CA1031
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}
