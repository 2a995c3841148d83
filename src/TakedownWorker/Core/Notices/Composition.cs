using System.Collections.Immutable;

namespace TakedownWorker.Core.Notices;

/// <summary>What a rendered letter is, or what it lacks.</summary>
internal abstract record Composition
{
    private Composition()
    {
    }

    /// <summary>The letter is whole.</summary>
    /// <param name="FrameHash">SHA-256 of the letter without its addresses.</param>
    /// <param name="ContentHash">SHA-256 of subject, recipient, text, HTML and attachments.</param>
    internal sealed record Complete(
        string Basis, string Language, string Subject, string Text, string Html, string Json, string FrameHash, string ContentHash)
        : Composition
    {
        /// <summary>How each basis of the rung fared, for the ledger; not part of the letter.</summary>
        public string WhyBasis { get; init; } = "";
    }

    /// <summary>Mandatory elements without a value: no letter, a task that names them.</summary>
    internal sealed record Incomplete(string Basis, ImmutableArray<string> Missing) : Composition;

    /// <summary>No basis may be used for this party today; each reason says which and why.</summary>
    internal sealed record NoBasis(ImmutableArray<string> Reasons) : Composition;
}
