using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Core.Notices;

/// <summary>When a basis's hours may stand in a letter and make it overdue.</summary>
internal enum Quotable
{
    Never,

    /// <summary>Only through the platform's own process to a covered platform; else it is asked for, not demanded.</summary>
    OwnProcessOnly,
    Always,
}

/// <summary>One element that a notice under a basis has to have.</summary>
/// <param name="Key">Slot of the letter, as in the data (<c>content_locator</c>).</param>
/// <param name="Mandatory">An empty slot means no letter, and a task that names it.</param>
/// <param name="Requirement">What the law asks for, in our words.</param>
/// <param name="Clause">Where it says so.</param>
internal sealed record LegalElement(string Key, bool Mandatory, string Requirement, string Clause);

/// <summary>One law or policy with the elements a notice under it must have.</summary>
internal sealed record LegalBasis
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>ISO 3166, or <c>*</c>.</summary>
    public required string Jurisdiction { get; init; }

    public required string Statute { get; init; }

    public required string Section { get; init; }

    /// <summary>Roles of the parties that it binds.</summary>
    public required ImmutableArray<PartyRole> Binds { get; init; }

    public required ImmutableArray<LegalElement> Elements { get; init; }

    /// <summary>Null: the law names no hours and the rung's own wait counts.</summary>
    public Period? Deadline { get; init; }

    /// <summary>What a letter asks for where no hours may be quoted: "we ask for removal within"; null: "without delay".</summary>
    public Period? AsksWithin { get; init; }

    /// <summary>Zone in which days and months of <see cref="Deadline"/> are counted (tz database id).</summary>
    public string Zone { get; init; } = "Etc/UTC";

    public required Quotable Quotable { get; init; }

    public bool NeedsAuthority { get; init; }

    public LocalDate? InForceFrom { get; init; }

    /// <summary>Last day on which the research behind this basis may be relied on.</summary>
    public required LocalDate ReviewBy { get; init; }

    public required LocalDate Reviewed { get; init; }

    public required string Confidence { get; init; }

    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>Languages with a template beside the basis.</summary>
    public required ImmutableArray<string> Languages { get; init; }

    public bool InForceOn(LocalDate day) => (InForceFrom is null || InForceFrom <= day) && day <= ReviewBy;
}
