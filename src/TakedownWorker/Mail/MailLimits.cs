namespace TakedownWorker.Mail;

/// <summary>How long sending may take and how a connection is kept; all of it machine time.</summary>
internal sealed record MailLimits
{
    public static MailLimits Default { get; } = new();

    /// <summary>One try to connect, secure the connection and log in.</summary>
    public TimeSpan ConnectTry { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>All tries to connect for one letter together.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(60);

    public int ConnectRetries { get; init; } = 2;

    /// <summary>Before the first retry; doubled before the second.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// After a failed connect the letters behind it get the same answer without a try of their own: a dead server must not
    /// cost one time-out a letter, and so outlast the lease of those that wait.
    /// </summary>
    public TimeSpan RestAfterFailure { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>One answer of the server, the one after the final dot too (RFC 5321 section 4.5.3.2 names minutes).</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>One letter, from MAIL FROM to the answer after the final dot.</summary>
    public TimeSpan Letter { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>A letter whose DATA began gets this long to end after a stop was asked for; then it is in doubt.</summary>
    public TimeSpan AfterStop { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>A connection without a letter for this long is closed.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After this many letters a connection is closed: servers limit them.</summary>
    public int LettersPerConnection { get; init; } = 50;

    /// <summary>Saying QUIT to a server that may be gone.</summary>
    public TimeSpan Quit { get; init; } = TimeSpan.FromSeconds(1);
}
