using System.Security.Cryptography.X509Certificates;

namespace TakedownWorker.Tests.Support;

/// <summary>Where a <see cref="ScriptedSmtpServer"/> breaks the connection.</summary>
internal enum DropAt
{
    Never,

    /// <summary>Instead of a greeting.</summary>
    Greeting,

    /// <summary>When MAIL arrives, without an answer.</summary>
    BeforeMail,

    /// <summary>After the answer to RCPT.</summary>
    AfterRcpt,

    /// <summary>After the first lines of the letter.</summary>
    MidData,

    /// <summary>The whole letter has arrived; no answer.</summary>
    AfterDot,

    /// <summary>Right after the 250 to the letter.</summary>
    AfterAccepted,
}

/// <summary>What a <see cref="ScriptedSmtpServer"/> does; may be exchanged at any time and counts from the next command.</summary>
internal sealed record SmtpScript
{
    /// <summary>No answer at all, and the connection stays open.</summary>
    public const string Silence = "";

    public string Greeting { get; init; } = "220 scripted.test ESMTP";

    public string[] Extensions { get; init; } = ["PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "DSN", "CHUNKING", "SMTPUTF8", "AUTH PLAIN LOGIN"];

    /// <summary>Other answer to a command (<c>MAIL FROM:…</c>; the final dot is <c>.</c>); null: the usual one.</summary>
    public Func<string, string?> Answer { get; init; } = _ => null;

    public DropAt Drop { get; init; }

    /// <summary>Offers STARTTLS with this certificate, or speaks TLS from the first byte.</summary>
    public X509Certificate2? Certificate { get; init; }

    public bool ImplicitTls { get; init; }

    /// <summary>Called right after the 250 to a letter has left.</summary>
    public Action<ReceivedLetter> Accepted { get; init; } = _ => { };
}

/// <summary>A letter that a <see cref="ScriptedSmtpServer"/> has received whole.</summary>
/// <param name="Mail">The MAIL command with its parameters.</param>
/// <param name="Bytes">As DATA carried them, doubled dots undone.</param>
/// <param name="Connection">Number of the connection, from 1.</param>
/// <param name="Answer">What the server said to the final dot; null when it dropped.</param>
internal sealed record ReceivedLetter(string Mail, IReadOnlyList<string> Recipients, byte[] Bytes, int Connection, string? Answer)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Bytes);

    public MimeKit.MimeMessage Message()
    {
        using var stream = new MemoryStream(Bytes);
        return MimeKit.MimeMessage.Load(stream);
    }
}
