using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Core.Notices;

/// <summary>What the slots of a letter are filled from.</summary>
/// <param name="Witnesses">One for each of <paramref name="Urls"/>, in their order; null where nobody has said that they saw it.</param>
/// <param name="ReplyAddress">Mailbox of the case, token included; empty: nobody could answer.</param>
/// <param name="Day">The day on which the authority has to hold.</param>
internal sealed record ElementFacts(
    ImmutableArray<string> Urls, ImmutableArray<Witness?> Witnesses, Authority? Authority, Route Route,
    OrganisationFacts Organisation, string ReplyAddress, LocalDate Day);

/// <summary>One slot of a letter.</summary>
/// <param name="Value">Null: empty.</param>
/// <param name="Claimed">False: the letter does not claim this element, so it cannot lack it.</param>
internal sealed record ElementValue(LegalElement Element, string? Value, bool Claimed)
{
    public bool IsMissing => Element.Mandatory && Claimed && Value is null;
}

/// <summary>
/// NOT-02: every mandatory element of the basis has a value, or there is no letter (DESIGN 4.4). A pure function of the
/// facts: what is missing is named by the key that the data of the law uses.
/// </summary>
internal static class ElementRule
{
    public static readonly RuleId Id = new("NOT-02");

    /// <summary>Where a clause is not known, the recipient's own terms are meant; never an invented clause.</summary>
    public const string UnknownClause = "your acceptable-use terms";

    private static readonly ImmutableDictionary<string, Func<ElementFacts, string?>> Slots =
        new Dictionary<string, Func<ElementFacts, string?>>(StringComparer.Ordinal)
        {
            ["content_locator"] = Locator,
            ["aup_clause"] = _ => UnknownClause,
            ["nonconsent"] = f => AllSeen(f) ? "published without consent" : null,
            ["statement_good_faith_nonconsent"] = f => AllSeen(f) && AuthorityHolds(f) ? "good-faith belief" : null,
            ["illegality_explanation"] = _ => null,
            ["contact_details"] = f => Filled(f.ReplyAddress),
            ["requested_action"] = _ => "remove or disable access",
            ["signature"] = f => Filled(f.Organisation.Name) is null ? null : Filled(f.Organisation.Signatory),
            ["written_form"] = _ => "in writing",
            ["submitted_via_process"] = f => f.Route.OwnProcess ? f.Route.Address : null,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    public static IReadOnlySet<string> KnownSlots { get; } = Slots.Keys.ToImmutableHashSet(StringComparer.Ordinal);

    public static ImmutableArray<ElementValue> Fill(LegalBasis basis, ElementFacts facts) =>
        [.. basis.Elements.Select(e => new ElementValue(e, Slots.GetValueOrDefault(e.Key)?.Invoke(facts), IsClaimed(e, facts)))];

    public static ImmutableArray<string> Missing(ImmutableArray<ElementValue> values) =>
        [.. values.Where(v => v.IsMissing).Select(v => v.Element.Key)];

    /// <summary>By any other way than the platform's own process the letter asks and does not demand: it never says that it came through it.</summary>
    private static bool IsClaimed(LegalElement element, ElementFacts facts) =>
        element.Key != "submitted_via_process" || facts.Route.OwnProcess;

    private static string? Locator(ElementFacts facts) =>
        facts.Urls.Length > 0 && facts.Urls.All(u => u.Length > 0 && !u.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            ? string.Join('\n', facts.Urls)
            : null;

    private static bool AllSeen(ElementFacts facts) =>
        facts.Urls.Length > 0
        && facts.Witnesses.Length == facts.Urls.Length
        && facts.Witnesses.All(w => w is not null && w.SeenBy.Length > 0);

    private static bool AuthorityHolds(ElementFacts facts) =>
        facts.Authority is { } authority && (authority.Expires is null || facts.Day <= authority.Expires);

    private static string? Filled(string value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
