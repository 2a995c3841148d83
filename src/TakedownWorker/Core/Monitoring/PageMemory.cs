using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>By what an answer is known again.</summary>
/// <param name="Skeleton">
/// Keyed hash (HMAC-SHA-256, lower-case hex) of status, way and every word of the answer, numbers and tokens left out.
/// </param>
/// <param name="ETag">Validator of the answer as sent, null when there was none or the look was redirected (RFC 9110 section 8.8.3).</param>
/// <param name="LastModified">Validator as sent, in the same cases (RFC 9110 section 8.8.2).</param>
internal sealed record PageMark(string Skeleton, string? ETag, string? LastModified);

/// <summary>What the last answer that was read in full looked like and what it meant. Kept sealed beside the next look.</summary>
/// <param name="JudgedAt">When the page was read (domain clock); being known again does not renew it.</param>
/// <param name="Book">Version of phrases, platforms and program that it was judged by.</param>
internal sealed record PageMemory(PageMark Mark, VerdictKind Kind, Instant JudgedAt, string Book);
