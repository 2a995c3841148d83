using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Polly.Timeout;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Mail;

/// <summary>What a server said, as what the caller must do.</summary>
internal static class SmtpAnswers
{
    /// <summary>A refusal to one letter, from MAIL FROM on.</summary>
    public static SendResult Refusal(SmtpCommandException e)
    {
        var basic = (int)e.StatusCode;
        var enhanced = EnhancedStatus(e.Message);
        var code = enhanced ?? basic.ToString(CultureInfo.InvariantCulture);
        if (basic is < 400 or > 599)
        {
            // An answer that no step expects says nothing about where the letter is.
            return new SendResult.Unknown(FormattableString.Invariant($"an answer out of turn ({basic})"));
        }

        if (basic < 500)
        {
            return new SendResult.Temporary(code, e.Message);
        }

        // Without an enhanced status 550 may be "no such user" or "your address is blocked": no route dies of a guess.
        return new SendResult.Permanent(code, e.Message, e.ErrorCode != SmtpErrorCode.SenderNotAccepted && IsRecipientGone(enhanced));
    }

    /// <summary>A server that could not be reached, secured or logged in to: always a later try.</summary>
    public static SendResult.Temporary NotConnected(Exception e) => e switch
    {
        SslHandshakeException => new("tls", "The server's certificate is not trusted, does not carry its name, or cannot be checked for revocation. Mend the certificate, or Mail:Outgoing:Host and Security."),
        AuthenticationException => new("auth", "The server refused user name or password. Mend Mail:Outgoing:UserName and Password."),
        NotSupportedException => new("offer", "The server does not offer STARTTLS or no login that we know. Mend Mail:Outgoing:Port and Security."),
        SmtpCommandException c => new(EnhancedStatus(c.Message) ?? ((int)c.StatusCode).ToString(CultureInfo.InvariantCulture), c.Message),
        TimeoutRejectedException or TimeoutException => new("timeout", "The server did not answer in time. Mend Mail:Outgoing:Host and Port, or the network."),
        _ => new("connect", $"The server cannot be reached ({e.GetType().Name}). Mend Mail:Outgoing:Host and Port, or the network."),
    };

    /// <summary>The cure for the log; never the server's own words, which may repeat an address.</summary>
    public static string Cure(SendResult.Temporary failure) =>
        failure.Code[0] is >= '0' and <= '9' ? "The server refused the connection itself. Mend Mail:Outgoing, or ask who runs the server." : failure.Reason;

    /// <summary>The enhanced status (RFC 3463) at the start of an answer; null without one.</summary>
    public static string? EnhancedStatus(string answer)
    {
        var end = answer.AsSpan().IndexOfAny(' ', '\r', '\n');
        var word = end < 0 ? answer : answer[..end];
        var parts = word.Split('.');
        return parts.Length == 3 && parts[0] is ("2" or "4" or "5") && parts.All(p => p.Length is > 0 and < 4 && p.All(char.IsAsciiDigit)) ? word : null;
    }

    /// <summary>5.1.x and 5.2.1 (RFC 3463 sections 3.2, 3.3), less 5.1.7 and 5.1.8, which are about the sender.</summary>
    private static bool IsRecipientGone(string? enhanced) =>
        enhanced == "5.2.1" || (enhanced is not (null or "5.1.7" or "5.1.8") && enhanced.StartsWith("5.1.", StringComparison.Ordinal));
}
