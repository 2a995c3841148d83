using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>The one place that fetches a reported address. Expected failures are facts, never exceptions.</summary>
internal interface IPageFetcher
{
    /// <summary>One GET of <paramref name="url"/> as reported, redirects followed by hand, public addresses only.</summary>
    /// <param name="url">The address byte for byte.</param>
    /// <param name="fingerprintKey">Key of the text fingerprint; empty for none (the <c>check</c> command).</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="cancellationToken"/> is cancelled.</exception>
    Task<LookFacts> LookAsync(string url, ReadOnlyMemory<byte> fingerprintKey, CancellationToken cancellationToken);

    /// <summary>
    /// As <see cref="LookAsync"/>, but an answer that is the remembered one is not read: its facts are
    /// <see cref="LookFacts.IsKnown"/>. Who cannot remember reads.
    /// </summary>
    Task<LookFacts> LookAgainAsync(string url, ReadOnlyMemory<byte> fingerprintKey, LookHints hints, CancellationToken cancellationToken) =>
        LookAsync(url, fingerprintKey, cancellationToken);
}

/// <summary>Whether this machine's own connection works, by the configured control addresses (DESIGN 4.6).</summary>
internal interface IOwnOutage
{
    /// <summary>Null when no control address is configured: then nothing may become Removed.</summary>
    Task<bool?> ControlsAnswerAsync(CancellationToken cancellationToken);
}
