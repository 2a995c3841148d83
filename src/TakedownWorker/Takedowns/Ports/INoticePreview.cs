using System.Collections.Immutable;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>A letter that is only looked at: nothing is stored, nothing is sent.</summary>
/// <param name="Url">The reported address.</param>
/// <param name="Basis">Id of the legal basis.</param>
/// <param name="Language">Language of the letter (BCP 47).</param>
/// <param name="FactsJson">One case as JSON with the names of <c>case import</c> (DESIGN 6.1); null with a specimen.</param>
/// <param name="Specimen">Harmless facts stand for those that are not given.</param>
internal sealed record NoticePreviewRequest(string Url, string Basis, string Language, string? FactsJson, bool Specimen);

/// <summary>Result of <c>notice preview</c>; names are part of the contract. Texts are empty while something is missing.</summary>
internal sealed record NoticePreview(
    string Basis, string Language, string Kind, string To, string Subject, string Text, string Html, ImmutableArray<string> Missing);

/// <summary>Shows a letter as it would go, or what it lacks.</summary>
internal interface INoticePreview
{
    /// <exception cref="ArgumentException">Unknown basis or language, an address or facts that cannot be read: the message names them and the cure.</exception>
    NoticePreview Preview(NoticePreviewRequest request);
}
