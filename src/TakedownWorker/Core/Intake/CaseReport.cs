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

    /// <summary>The facts of a case from checked columns; addresses and witness are the rows' own.</summary>
    public static CaseReport From(ImmutableDictionary<string, string> columns) => new()
    {
        CallerId = columns.GetValueOrDefault(ImportColumns.Case),
        Country = columns.GetValueOrDefault(ImportColumns.Country),
        Authority = columns.GetValueOrDefault("authority_by") is { } by && ImportChecks.ReadDate(columns.GetValueOrDefault("authority_date")) is { } given
            ? new Authority(by, given, columns.GetValueOrDefault("authority_scope", ""), ImportChecks.ReadDate(columns.GetValueOrDefault("authority_expires")))
            : null,
        Adult = ImportChecks.ReadTri(columns.GetValueOrDefault(ImportColumns.Adult)) ?? Tri.Unknown,
        Under18 = ImportChecks.ReadTri(columns.GetValueOrDefault(ImportColumns.Under18)) ?? Tri.Unknown,
        Severity = columns.GetValueOrDefault("severity"),
        Caseworker = columns.GetValueOrDefault(ImportColumns.Caseworker),
        OwnsCopyright = ImportChecks.ReadTri(columns.GetValueOrDefault("owns_copyright")) ?? Tri.Unknown,
        ConsentToName = ImportChecks.ReadTri(columns.GetValueOrDefault("consent_to_name")) ?? Tri.Unknown,
        PersonName = columns.GetValueOrDefault("person_name"),
        Material = columns.GetValueOrDefault("material"),
        Policy = columns.GetValueOrDefault(ImportColumns.Policy),
    };

    /// <summary>Who saw the addresses of a row, and when; null when the row does not say.</summary>
    public static Witness? WitnessOf(ImmutableDictionary<string, string> columns) =>
        columns.GetValueOrDefault("seen_by") is { } by && ImportChecks.ReadDate(columns.GetValueOrDefault("seen_on")) is { } on ? new Witness(by, on) : null;

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
