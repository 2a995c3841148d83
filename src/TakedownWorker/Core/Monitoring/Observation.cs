using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>What a visit saw, judged. Only looks, or a caseworker's own look, make one.</summary>
/// <param name="At">When the look began.</param>
/// <param name="Vantage">From where.</param>
/// <param name="Verdict">What the facts mean.</param>
/// <param name="Status">HTTP status, null without an answer.</param>
/// <param name="Fingerprint">Keyed fingerprint of the text, null without text.</param>
/// <param name="ByHuman">A caseworker's own look.</param>
internal sealed record Observation(
    Instant At, string Vantage, Verdict Verdict, int? Status, string? Fingerprint, bool ByHuman = false)
{
    /// <summary>Further addresses that a live page named.</summary>
    public ImmutableArray<Companion> Companions { get; init; } = [];

    /// <summary>Keyed fingerprint of the address of the page's file: by it an item is known again although the text around it changed.</summary>
    public string? ItemMark { get; init; }
}

/// <summary>What is known of the content at the address. A host's word never changes it.</summary>
internal enum ContentState
{
    Unseen,
    Live,
    GoneUnconfirmed,
    Removed,
    Withheld,
    Unreachable,
}
