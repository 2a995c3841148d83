using System.Collections.Immutable;
using NodaTime;

namespace TakedownWorker.Core.Intake;

/// <summary>What a helpline reports: one person's matter and its addresses, as the columns of an import name them.</summary>
internal sealed record CaseReport
{
    /// <summary>The caller's own id: groups rows and makes a repeated import add nothing. Null when opened by hand.</summary>
    public string? CallerId { get; init; }

    public ImmutableArray<ReportedUrl> Urls { get; init; } = [];

    public string? Country { get; init; }

    public Authority? Authority { get; init; }

    public Tri Adult { get; init; }

    public Tri Under18 { get; init; }

    /// <summary>Who saw that the addresses show the person without consent, and when.</summary>
    public Witness? Witness { get; init; }

    public string? Severity { get; init; }

    public string? Caseworker { get; init; }

    public Tri OwnsCopyright { get; init; }

    public Tri ConsentToName { get; init; }

    public string? PersonName { get; init; }

    public string? Material { get; init; }

    public string? Policy { get; init; }

    public CaseFacts ToFacts(CaseId id, string reference, Instant now) => new()
    {
        Id = id,
        Reference = reference,
        CallerId = CallerId,
        Country = Country,
        Authority = Authority,
        Adult = Adult,
        Under18 = Under18,
        Severity = Severity,
        Caseworker = Caseworker,
        OwnsCopyright = OwnsCopyright,
        ConsentToName = ConsentToName,
        PersonName = PersonName,
        Material = Material,
        Policy = Policy,
        OpenedAt = now,
    };

    /// <summary>Takedowns for the addresses that the case does not have yet, in the order reported, duplicates once.</summary>
    public ImmutableArray<Takedown> NewTakedowns(CaseId id, IEnumerable<Takedown> known, Instant now)
    {
        var seen = known.Select(t => KeyOf(t.Url)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Urls.Where(u => seen.Add(u.NormalForm)).Select(u => new Takedown
            {
                Id = IdOf(id, u.NormalForm),
                Case = id,
                Url = u.Text,
                ReportedAt = now,
                Witness = Witness,
            }),
        ];
    }

    private static TakedownId IdOf(CaseId id, string normalForm) => new(DerivedId.From("takedown", id.ToString(), normalForm));

    private static string KeyOf(string url) => ReportedUrl.Parse(url).Url?.NormalForm ?? url;
}
