namespace TakedownWorker.Core.Monitoring;

/// <summary>What is known before a routine look, so that it does no more than is needed.</summary>
/// <param name="Known">An answer with this mark need not be read; null for none.</param>
/// <param name="NeedsFingerprint">
/// False where a live page is expected: the fingerprint of the text is asked for only when material is back or was never seen.
/// </param>
internal readonly record struct LookHints(PageMark? Known, bool NeedsFingerprint);
