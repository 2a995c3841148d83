using System.Collections.Immutable;

namespace TakedownWorker.Core.Notices;

/// <summary>One earlier letter, as a later one names it: a day and a party, never an address.</summary>
internal sealed record EarlierLetter(string Day, string Party, string Kind);

/// <summary>
/// Everything that a template may use; a fact that is not here cannot get into a letter. The addresses themselves are
/// not here either: they stand in the locator block, which no template can write.
/// </summary>
internal sealed record LetterFacts
{
    /// <summary>first, reminder, renewed or withdrawal.</summary>
    public required string Kind { get; init; }

    /// <summary>Of a reminder, from 1; else 0.</summary>
    public int Number { get; init; }

    public required string Reference { get; init; }

    public required string Organisation { get; init; }

    public required string Signatory { get; init; }

    public required string ReplyAddress { get; init; }

    /// <summary>Empty: none.</summary>
    public string Telephone { get; init; } = "";

    /// <summary>Empty: the general sentence.</summary>
    public string VerifyHint { get; init; } = "";

    public required string Party { get; init; }

    /// <summary>Role of the party in kebab case.</summary>
    public required string Role { get; init; }

    public required int Count { get; init; }

    /// <summary>Hosts of the addresses, masked.</summary>
    public required string Sites { get; init; }

    public bool HasAuthority { get; init; }

    /// <summary>The hours of the law may be quoted: the letter goes through the platform's own process.</summary>
    public bool QuotesHours { get; init; }

    /// <summary>Hours of the law, or those that are asked for; 0: none.</summary>
    public int Hours { get; init; }

    public string Statute { get; init; } = "";

    public string Section { get; init; } = "";

    /// <summary>Clause of the recipient's terms.</summary>
    public string Terms { get; init; } = "";

    /// <summary>Rendered by the basis: the ground in one line.</summary>
    public string Ground { get; init; } = "";

    /// <summary>Rendered by the basis: by when, in one line.</summary>
    public string ByWhen { get; init; } = "";

    /// <summary>Days on which this party received earlier letters of this case, oldest first.</summary>
    public ImmutableArray<string> WroteOn { get; init; } = [];

    /// <summary>Letters that other parties received before.</summary>
    public ImmutableArray<EarlierLetter> Earlier { get; init; } = [];

    public ImmutableArray<string> RemovedOn { get; init; } = [];

    public bool NoLongerNeeded { get; init; }
}
