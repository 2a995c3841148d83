using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core;

/// <summary>The person's recorded authority for the organisation to act (DESIGN 4.7: unexpired before every letter).</summary>
/// <param name="By">Who gave it, as recorded by the caseworker; never leaves the database.</param>
/// <param name="Given">The day it was given.</param>
/// <param name="Scope">What it covers, in the caseworker's words.</param>
/// <param name="Expires">The last day on which it holds; null: until withdrawn.</param>
internal sealed record Authority(string By, LocalDate Given, string Scope, LocalDate? Expires);

/// <summary>How a case ended.</summary>
internal enum CaseClosure
{
    None,
    Removed,
    Withdrawn,
    Duplicate,
}

/// <summary>What is known of a case and may change a decision about any of its URLs.</summary>
internal sealed record CaseFacts
{
    public required CaseId Id { get; init; }

    /// <summary><c>TD-XXXXXX</c>, which means nothing.</summary>
    public required string Reference { get; init; }

    /// <summary>Country of the person, ISO 3166, with a part where laws differ (GB-SCT).</summary>
    public string? Country { get; init; }

    /// <summary>The person was 18 or over when every reported image was made (DESIGN 4.2).</summary>
    public Tri Adult { get; init; }

    public Tri Under18 { get; init; }

    public Authority? Authority { get; init; }

    public Tri OwnsCopyright { get; init; }

    public Tri ConsentToName { get; init; }

    /// <summary>Never in a letter, subject, log, metric or file name unless a basis requires it with consent (DESIGN 4.3).</summary>
    public string? PersonName { get; init; }

    /// <summary>Neutral description of the material in the caseworker's words.</summary>
    public string? Material { get; init; }

    public string? Severity { get; init; }

    /// <summary>E-mail address of the caseworker, one of the configured ones.</summary>
    public string? Caseworker { get; init; }

    /// <summary>Name of the policy; null: the configured default.</summary>
    public string? Policy { get; init; }

    public Instant OpenedAt { get; init; }

    public bool Paused { get; init; }

    public bool Quarantined { get; init; }

    public CaseClosure Closure { get; init; }

    /// <summary>Rungs of police and regulators need the person's recorded consent (DESIGN 4.5).</summary>
    public bool ConsentToAuthorities { get; init; }

    /// <summary>The uploader may take revenge on the person when they learn who complains: a letter that may be forwarded to them is a caseworker's choice.</summary>
    public bool RetaliationRisk { get; init; }

    /// <summary>The caller's own id of the case, for repeated imports; null when opened by hand.</summary>
    public string? CallerId { get; init; }
}

/// <summary>Who saw that the URL shows the person without consent, and when (DESIGN 4.4).</summary>
internal sealed record Witness(string SeenBy, LocalDate SeenOn);

/// <summary>A task that is waiting for a human, as the takedowns that asked for it see it.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Subject">What it is about (an element, a host key, a notice id): with the case and kind, its identity.</param>
internal sealed record TaskKey(TaskKind Kind, string Subject)
{
    public TaskId IdIn(CaseId caseId) => new(DerivedId.From("task", caseId.ToString(), Kind.ToString(), Subject));
}

/// <summary>What a human is asked for; the kebab-case names are those of <c>task list --json</c>.</summary>
internal enum TaskKind
{
    ApproveLetter,
    NoRoute,
    MissingElement,
    ManualLook,
    FillForm,
    AnswerNeeded,
    Regulator,
    Poison,
    LadderExhausted,
    SiteDead,
    SendFailed,
    ConfirmReturn,

    /// <summary>More first letters than the fuse allows: everything is held until a human releases it (DESIGN 4.12).</summary>
    Fuse,

    /// <summary>Further addresses of a reported page: add them to the case or leave them.</summary>
    Companions,
}
