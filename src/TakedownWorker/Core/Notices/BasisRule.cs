using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Contacts;

namespace TakedownWorker.Core.Notices;

/// <summary>Why a basis was used or not, in words for the ledger and the caseworker.</summary>
internal sealed record BasisVerdict(string Basis, bool Used, string Reason);

/// <summary>The basis of a letter and how the others fared. Null: none may be used today.</summary>
internal sealed record BasisChoice(LegalBasis? Basis, ImmutableArray<BasisVerdict> Verdicts)
{
    public ImmutableArray<string> Reasons => [.. Verdicts.Select(v => v.Basis.Length == 0 ? v.Reason : $"{v.Basis}: {v.Reason}")];
}

/// <summary>
/// NOT-01: the first basis of the rung's list that may be used for this party today. NOT-05: the age gate comes before
/// every basis (DESIGN 4.2).
/// </summary>
internal static class BasisRule
{
    public static readonly RuleId Id = new("NOT-01");
    public static readonly RuleId AgeGate = new("NOT-05");

    public static BasisChoice Choose(CaseFacts facts, Route route, Rung rung, Rulebook rulebook, LocalDate day)
    {
        if (AgeFault(facts) is { } fault)
        {
            return new BasisChoice(null, [new BasisVerdict("", Used: false, fault)]);
        }

        LegalBasis? chosen = null;
        var verdicts = ImmutableArray.CreateBuilder<BasisVerdict>();
        foreach (var id in rung.Bases)
        {
            var basis = rulebook.Bases[id];
            var obstacle = chosen is null
                ? Obstacle(basis, facts, route, rulebook.Installation, day)
                : $"{chosen.Id} comes first on this rung";
            verdicts.Add(new BasisVerdict(id, obstacle is null, obstacle ?? "may be used"));
            chosen ??= obstacle is null ? basis : null;
        }

        if (rung.Bases.IsEmpty)
        {
            verdicts.Add(new BasisVerdict("", Used: false, "the rung names no legal basis"));
        }

        return new BasisChoice(chosen, verdicts.ToImmutable());
    }

    /// <summary>Null: the person is confirmed to have been an adult in every picture.</summary>
    public static string? AgeFault(CaseFacts facts) =>
        facts.Quarantined || facts.Under18 == Tri.Yes ? "possibly under 18: no letter of any kind"
        : facts.Adult != Tri.Yes ? "nobody has confirmed that the person was 18 or over when every image was made"
        : null;

    private static string? Obstacle(LegalBasis basis, CaseFacts facts, Route route, Installation installation, LocalDate day) =>
        !basis.Binds.Contains(route.Role) ? "does not bind this kind of party"
        : !route.Bases.IsEmpty && !route.Bases.Contains(basis.Id) ? "the directory names other bases for this party"
        // What the directory says binds a party does so wherever its seat is: many laws bind whoever serves a country.
        : route.Bases.IsEmpty && basis.Jurisdiction != "*" && route.Jurisdiction is { } seat && seat != basis.Jurisdiction
            ? $"is law of {basis.Jurisdiction}; the party sits in {seat}"
        : basis.InForceFrom > day ? $"is in force from {Iso(basis.InForceFrom.Value)} only"
        : day > basis.ReviewBy ? $"had to be read again by {Iso(basis.ReviewBy)}: review it, then move reviewBy"
        : !installation.Trial && !installation.ReviewedBases.Contains(basis.Id)
            ? $"nobody is named who reviewed it: set LegalBases:Reviews:{basis.Id}"
        : basis.NeedsAuthority && facts.Authority is null ? "needs the person's recorded authority"
        : basis.NeedsAuthority && facts.Authority!.Expires < day ? $"the person's authority ended on {Iso(facts.Authority.Expires!.Value)}"
        : null;

    private static string Iso(LocalDate date) => NodaTime.Text.LocalDatePattern.Iso.Format(date);
}
