using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>What is wanted of an answer beside its headers.</summary>
/// <param name="Read">The page is read for what it says.</param>
/// <param name="Known">An answer with this mark need not be read: it is asked for conditionally (RFC 9110 section 13).</param>
internal readonly record struct PageWish(bool Read, PageMark? Known = null)
{
    /// <summary>The keyed fingerprint of the text, where there is a key.</summary>
    public bool Fingerprint { get; init; } = true;

    public static readonly PageWish HeadersOnly = new(Read: false);

    public static readonly PageWish Whole = new(Read: true);
}
