using System.Collections.Immutable;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Packs;

/// <summary>Letters of every kind with harmless facts: what templates are tried with at start.</summary>
internal static class Specimens
{
    public static ImmutableArray<LetterFacts> Letters { get; } =
    [
        .. from kind in new[] { "first", "reminder", "renewed", "withdrawal" }
           from full in new[] { true, false }
           from role in new[] { "site-operator", "hosting-provider", "cdn", "search-engine", "archive" }
           select Letter(kind, full, role),
    ];

    private static LetterFacts Letter(string kind, bool full, string role) => new()
    {
        Kind = kind,
        Number = kind == "reminder" ? 1 : 0,
        Reference = "TD-7Q2M4X",
        Organisation = "Specimen Helpline",
        Signatory = "Duty officer",
        ReplyAddress = "reply@helpline.example",
        Telephone = full ? "+00 000 0000" : "",
        VerifyHint = full ? "Our desk is named on helpline.example." : "",
        Party = "board.example",
        Role = role,
        Count = full ? 3 : 1,
        Sites = "board.example",
        HasAuthority = full,
        QuotesHours = full,
        Hours = full ? 48 : 0,
        Statute = "An Act, with its number",
        Section = "section 1",
        Terms = ElementRule.UnknownClause,
        Ground = "ground",
        ByWhen = "by when",
        Earlier = full ? [new EarlierLetter("2026-11-20", "board.example", "first")] : [],
        WroteOn = full ? ["2026-11-20"] : [],
        RemovedOn = full ? ["2026-11-21"] : [],
        NoLongerNeeded = full,
    };
}
