using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Polly;
using Polly.Retry;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Mail;

/// <summary>
/// Sends over one reused connection. Polly retries up to AUTH; from MAIL FROM on every answer is a <see cref="SendResult"/>
/// and never repeated here (DESIGN 7).
/// </summary>
internal sealed class SmtpSender(
    MailSettings settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider domain,
    [FromKeyedServices(Clocks.Machine)] TimeProvider machine) : IMailSender, IAsyncDisposable
{
    private const int LettersPerConnection = 50;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(30);

    /// <summary>Of one command; RFC 5321 section 4.5.3.2 allows servers minutes after the final dot.</summary>
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly ResiliencePipeline connecting = new ResiliencePipelineBuilder { TimeProvider = machine }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromSeconds(2),
            BackoffType = DelayBackoffType.Exponential,
            ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is IOException or SocketException or SmtpProtocolException),
        })
        .AddTimeout(TimeSpan.FromSeconds(60))
        .Build();

    private SmtpSession? session;
    private int sentOnSession;
    private long lastUsed;

    public async Task<SendResult> SendAsync(SendTry attempt, CancellationToken cancellationToken)
    {
        using var message = LetterToMime.Message(attempt, settings.OnlyTo, domain.GetUtcNow());
        Dkim.Sign(message, settings.Dkim);
        await one.WaitAsync(cancellationToken);
        try
        {
            return await ConnectAsync(cancellationToken) is { } failed ? failed : await DeliverAsync(message, attempt.Letter, cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        one.Dispose();
    }

    private async Task<SendResult?> ConnectAsync(CancellationToken cancellationToken)
    {
        if (session is { IsConnected: true } && sentOnSession < LettersPerConnection && machine.GetElapsedTime(lastUsed) < Idle)
        {
            return null;
        }

        await CloseAsync();
        try
        {
            await connecting.ExecuteAsync(OpenAsync, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            await CloseAsync();
            return new SendResult.Temporary(e is AuthenticationException or SslHandshakeException ? "connect-refused" : "connect", Describe(e));
        }
    }

    private async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        session?.Dispose();
        session = new SmtpSession(new DataWatch())
        {
            Timeout = (int)CommandTimeout.TotalMilliseconds,
            DeliveryStatusNotificationType = DeliveryStatusNotificationType.HeadersOnly,
            // The name of this machine is nobody's business (DESIGN 4.11).
            LocalDomain = "localhost",
        };
        if (settings.TrustedCertificate is { } trusted)
        {
            session.ServerCertificateValidationCallback = (_, seen, _, errors) =>
                errors == SslPolicyErrors.None || (seen as X509Certificate2)?.Thumbprint == trusted.Thumbprint;
        }

        await session.ConnectAsync(settings.Host, settings.Port, settings.Security switch
        {
            Security.None => SecureSocketOptions.None,
            Security.Implicit => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.StartTls,
        }, cancellationToken);
        if (settings.UserName.Length > 0)
        {
            await session.AuthenticateAsync(settings.UserName, settings.Password, cancellationToken);
        }

        sentOnSession = 0;
    }

    private async Task<SendResult> DeliverAsync(MimeMessage message, OutgoingLetter letter, CancellationToken cancellationToken)
    {
        session!.Watch.Reset();
        lastUsed = machine.GetTimestamp();
        // From DATA on the letter may be out whatever we do: a stop waits for the answer, bounded by the command time-out.
        using var untilData = new CancelBeforeData(session.Watch, cancellationToken);
        try
        {
            var response = await session.SendAsync(
                message, MailboxAddress.Parse(letter.EnvelopeFrom ?? letter.FromAddress), message.To.Mailboxes, untilData.Token);
            sentOnSession++;
            return new SendResult.Accepted(await HashAsync(message), response);
        }
        catch (SmtpCommandException e)
        {
            sentOnSession++;
            return FromAnswer(e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && !session.Watch.DataBegan)
        {
            await CloseAsync();
            throw;
        }
#pragma warning disable CA1031 // Whatever broke, how far the letter got decides, not which exception it was.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var began = session.Watch.DataBegan;
            await CloseAsync();
            return began ? new SendResult.Unknown(Describe(e)) : new SendResult.Temporary("connection", Describe(e));
        }
    }

    private static SendResult FromAnswer(SmtpCommandException e)
    {
        var basic = (int)e.StatusCode;
        var enhanced = EnhancedStatus(e.Message);
        var code = enhanced ?? basic.ToString(CultureInfo.InvariantCulture);
        if (basic < 500)
        {
            return new SendResult.Temporary(code, e.Message);
        }

        // Without an enhanced status a refused recipient is a dead route; a refused message is our own fault class.
        var gone = enhanced is null
            ? basic is 550 or 551 or 553
            : enhanced.StartsWith("5.1.", StringComparison.Ordinal) || enhanced == "5.2.1";
        return new SendResult.Permanent(code, e.Message, gone && e.ErrorCode == SmtpErrorCode.RecipientNotAccepted);
    }

    /// <summary>The enhanced status (RFC 3463) at the start of an answer; null without one.</summary>
    private static string? EnhancedStatus(string answer)
    {
        var word = answer.Split(' ', 2)[0];
        var parts = word.Split('.');
        return parts.Length == 3 && (parts[0] is "2" or "4" or "5") && parts.All(p => p.Length is > 0 and < 4 && p.All(char.IsAsciiDigit)) ? word : null;
    }

    private static async Task<string> HashAsync(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        await message.WriteToAsync(format, bytes, CancellationToken.None);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    private static string Describe(Exception e) => e switch
    {
        SslHandshakeException => "TLS failed: the server's certificate is not trusted, or it offers no TLS. Mend Mail:Outgoing:Security or the certificate.",
        AuthenticationException => "The server refused user name or password. Mend Mail:Outgoing:UserName and Password.",
        _ => e.GetType().Name,
    };

    private async Task CloseAsync()
    {
        if (session is null)
        {
            return;
        }

        try
        {
            await session.DisconnectAsync(quit: session.IsConnected, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or SocketException or ProtocolException or CommandException)
        {
            // The connection was already gone.
        }

        session.Dispose();
        session = null;
    }

    /// <summary>Passes a cancellation on only while DATA has not begun.</summary>
    private sealed class CancelBeforeData : IDisposable
    {
        private readonly CancellationTokenSource source = new();
        private readonly CancellationTokenRegistration registration;

        public CancelBeforeData(DataWatch watch, CancellationToken outer) => registration = outer.Register(() =>
        {
            if (!watch.DataBegan)
            {
                source.Cancel();
            }
        });

        public CancellationToken Token => source.Token;

        public void Dispose()
        {
            registration.Dispose();
            source.Dispose();
        }
    }
}
