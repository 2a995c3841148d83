namespace TakedownWorker.Fetching;

/// <summary>What one look may cost, on the machine clock. A hostile server chooses everything else.</summary>
internal sealed record FetchLimits
{
    public static readonly FetchLimits Default = new();

    /// <summary>The whole look: every hop, headers and text.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer to HEAD may take: some servers never give one.</summary>
    public TimeSpan Head { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>One address of a host; the next one is tried after it.</summary>
    public TimeSpan ConnectEach { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Requests of one look, first and last included.</summary>
    public int Hops { get; init; } = 10;

    /// <summary>Text in bytes after decompression.</summary>
    public int BodyBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Text of an answer that is an error: its status stands without it.</summary>
    public int ErrorPageBytes { get; init; } = 512 * 1024;

    /// <summary>How long that text may take.</summary>
    public TimeSpan ErrorPage { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>All response headers together, in KiB.</summary>
    public int HeaderKibibytes { get; init; } = 32;
}
