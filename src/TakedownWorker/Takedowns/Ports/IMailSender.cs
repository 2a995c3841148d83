using System.Collections.Immutable;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>One attachment of plain text or JSON; never an image (DESIGN 4.1).</summary>
internal sealed record LetterAttachment(string FileName, string MediaType, string Content);

/// <summary>A letter frozen at queueing: date, DKIM and the repeat mark are added per try.</summary>
internal sealed record OutgoingLetter
{
    /// <summary>Message-ID without angle brackets, derived from the notice or briefing: a repeat carries the same one.</summary>
    public required string MessageId { get; init; }

    /// <summary>Bare address of the recipient.</summary>
    public required string To { get; init; }

    public required string FromName { get; init; }

    public required string FromAddress { get; init; }

    /// <summary>Full Reply-To address, token included; null for none.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Envelope sender (bounces ignore Reply-To); null: <see cref="FromAddress"/>.</summary>
    public string? EnvelopeFrom { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public string? Html { get; init; }

    public ImmutableArray<LetterAttachment> Attachments { get; init; } = [];

    /// <summary>Message-ID of the letter that this one answers or reminds of (RFC 5322 In-Reply-To).</summary>
    public string? InReplyTo { get; init; }

    public ImmutableArray<string> References { get; init; } = [];

    /// <summary>True for briefings and automatic answers only: <c>Auto-Submitted: auto-generated</c> (RFC 3834).</summary>
    public bool AutoSubmitted { get; init; }
}

/// <summary>One try to hand over a letter.</summary>
/// <param name="Letter">The frozen letter.</param>
/// <param name="Number">Try number from 1.</param>
/// <param name="PossibleDuplicate">An earlier try may have reached the server: the letter says so (DESIGN 4.8).</param>
internal sealed record SendTry(OutgoingLetter Letter, int Number, bool PossibleDuplicate);

/// <summary>How a try ended, by what the caller must do.</summary>
internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>The server answered 250: its receipt starts the legal clock.</summary>
    /// <param name="BytesHash">SHA-256 of the bytes sent, lower-case hex.</param>
    /// <param name="Response">The server's text, for the ledger.</param>
    internal sealed record Accepted(string BytesHash, string Response) : SendResult;

    /// <summary>Pickup mode: written to the folder, nothing sent, no legal clock (DESIGN 4.13).</summary>
    internal sealed record WrittenToPickup(string BytesHash, string FileName) : SendResult;

    /// <summary>Not accepted now, before DATA was complete: a later try may succeed (4xx, connection, TLS, login).</summary>
    internal sealed record Temporary(string Code, string Reason) : SendResult;

    /// <summary>Refused for good (5xx).</summary>
    /// <param name="Code">Enhanced status (RFC 3463) where given, else the reply code.</param>
    /// <param name="Reason">The server's text.</param>
    /// <param name="RecipientGone">5.1.x or 5.2.1: the route is dead; else our own fault class.</param>
    internal sealed record Permanent(string Code, string Reason, bool RecipientGone) : SendResult;

    /// <summary>The connection broke after DATA began: the server may have it.</summary>
    internal sealed record Unknown(string Reason) : SendResult;
}

/// <summary>The one place that sends (SMTP) or writes (Pickup) letters.</summary>
internal interface IMailSender
{
    /// <summary>Tries once. Returns for every outcome of server or network; throws only when cancelled before DATA.</summary>
    Task<SendResult> SendAsync(SendTry attempt, CancellationToken cancellationToken);
}
