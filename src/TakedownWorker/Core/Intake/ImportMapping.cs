using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace TakedownWorker.Core.Intake;

/// <summary>Cases to open, in the order of the file, and every fault.</summary>
internal sealed record MappedImport(ImmutableArray<CaseReport> Cases, ImmutableArray<ImportFault> Faults);

/// <summary>
/// Turns records into cases. A faulty record is left out with every fault named; what is good is kept. Rows of one case
/// that contradict each other are a fault of the later row.
/// </summary>
internal static class ImportMapping
{
    private static readonly ImmutableArray<string> YesNo = ["adult", "under18", "owns_copyright", "consent_to_name"];
    private const string Under18 = "under18";
    private static readonly ImmutableArray<string> Past = ["authority_date", "seen_on"];
    private static readonly ImmutableArray<string> Dates = ["authority_date", "authority_expires", "seen_on"];

    /// <param name="rows">In the order of the file.</param>
    /// <param name="policies">Names that exist.</param>
    /// <param name="today">Nobody has seen or given anything later than this.</param>
    public static MappedImport Map(IEnumerable<ImportRow> rows, IReadOnlyCollection<string> policies, LocalDate today)
    {
        var faults = new List<ImportFault>();
        var cases = new Dictionary<string, List<ImportRow>>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var row in rows)
        {
            List<ImportFault> found = [.. Faults(row, policies), .. Dated(row, today)];
            if (row[ImportColumns.Case] is { } id && found.Count == 0)
            {
                found = [.. cases.TryGetValue(id, out var earlier) ? Conflicts(earlier, row) : []];
            }

            faults.AddRange(found);
            if (found.Count > 0)
            {
                continue;
            }

            var name = row[ImportColumns.Case]!;
            if (cases.TryAdd(name, []))
            {
                order.Add(name);
            }

            cases[name].Add(row);
        }

        return new MappedImport([.. order.SelectMany(n => Merge(cases[n]))], [.. faults]);
    }

    /// <summary>
    /// Facts of the case may stand in any of its rows; one row that says under 18 says it for the whole case. Rows with the
    /// same witness become one report; the first opens the case, the others add to it.
    /// </summary>
    private static IEnumerable<CaseReport> Merge(List<ImportRow> rows)
    {
        var facts = rows.SelectMany(r => r.Values)
            .Where(v => !ImportColumns.OfTheUrl.Contains(v.Key))
            .GroupBy(v => v.Key, StringComparer.Ordinal)
            .ToImmutableDictionary(g => g.Key, g => g.First().Value, StringComparer.Ordinal);
        if (rows.Exists(r => ReadTri(r[Under18]) == Tri.Yes))
        {
            facts = facts.SetItem(Under18, "yes");
        }

        return rows
            .Select(r => Report(r with { Values = facts.SetItems(r.Values.Where(v => ImportColumns.OfTheUrl.Contains(v.Key))) }))
            .GroupBy(r => r.Witness)
            .Select(g => g.First() with { Urls = [.. g.SelectMany(r => r.Urls)] });
    }

    private static IEnumerable<ImportFault> Conflicts(List<ImportRow> earlier, ImportRow row) =>
        from column in ImportColumns.All
        where !ImportColumns.OfTheUrl.Contains(column) && column != Under18 && row[column] is not null
        let other = earlier.Find(e => e[column] is not null && e[column] != row[column])
        where other is not null
        select new ImportFault(row.Line, column, FormattableString.Invariant($"differs from line {other.Line} of the same case. One case has one value."));

    private static IEnumerable<ImportFault> Dated(ImportRow row, LocalDate today)
    {
        foreach (var column in Past.Where(c => row[c] is { } v && ReadDate(v) is { } date && date > today))
        {
            yield return new(row.Line, column, "lies in the future.");
        }

        if (row["authority_date"] is { } given && row["authority_expires"] is { } ends && ReadDate(given) > ReadDate(ends))
        {
            yield return new(row.Line, "authority_expires", "lies before authority_date.");
        }
    }

    private static IEnumerable<ImportFault> Faults(ImportRow row, IReadOnlyCollection<string> policies)
    {
        if (row[ImportColumns.Case] is null)
        {
            yield return new(row.Line, ImportColumns.Case, "is empty. Give every row the id of its case.");
        }

        if (row.Urls.IsEmpty)
        {
            yield return new(row.Line, ImportColumns.Url, "is empty. Give every row an address.");
        }

        foreach (var fault in row.Urls.Select(u => ReportedUrl.Parse(u).Fault).Where(f => f is not null).Distinct())
        {
            yield return new(row.Line, ImportColumns.Url, UrlFaults.Explain(fault!.Value));
        }

        foreach (var column in YesNo.Where(c => row[c] is { } v && ReadTri(v) is null))
        {
            yield return new(row.Line, column, "must be yes, no or unknown.");
        }

        foreach (var column in Dates.Where(c => row[c] is { } v && ReadDate(v) is null))
        {
            yield return new(row.Line, column, "is not a date. Write 2026-11-23.");
        }

        foreach (var fault in Pairs(row))
        {
            yield return fault;
        }

        if (row["country"] is { } country && !CountryCodes.IsKnown(country))
        {
            yield return new(row.Line, "country", "is no ISO 3166 code. Write GB, or GB-SCT where laws differ.");
        }

        if (row["policy"] is { } policy && !policies.Contains(policy))
        {
            yield return new(row.Line, "policy", $"is unknown. There are: {string.Join(", ", policies)}.");
        }

        foreach (var (column, value) in row.Values.Where(v => v.Value.Length > ImportColumns.MaxLength || v.Value.Contains('\0', StringComparison.Ordinal)))
        {
            yield return new(row.Line, column, value.Length > ImportColumns.MaxLength ? "is longer than 8000 characters." : "has a NUL character.");
        }
    }

    private static IEnumerable<ImportFault> Pairs(ImportRow row)
    {
        if (row["authority_by"] is null != row["authority_date"] is null)
        {
            yield return new(row.Line, row["authority_by"] is null ? "authority_by" : "authority_date", "is missing: authority needs both who gave it and when.");
        }

        if (row["seen_by"] is null != row["seen_on"] is null)
        {
            yield return new(row.Line, row["seen_by"] is null ? "seen_by" : "seen_on", "is missing: a witness needs both who saw it and when.");
        }
    }

    private static CaseReport Report(ImportRow row) => new()
    {
        CallerId = row[ImportColumns.Case],
        Urls = [.. row.Urls.Select(u => ReportedUrl.Parse(u).Url!)],
        Country = row["country"],
        Authority = row["authority_by"] is { } by
            ? new Authority(by, ReadDate(row["authority_date"]!)!.Value, row["authority_scope"] ?? "", row["authority_expires"] is { } e ? ReadDate(e) : null)
            : null,
        Adult = ReadTri(row["adult"]) ?? Tri.Unknown,
        Under18 = ReadTri(row["under18"]) ?? Tri.Unknown,
        Witness = row["seen_by"] is { } seen ? new Witness(seen, ReadDate(row["seen_on"]!)!.Value) : null,
        Severity = row["severity"],
        Caseworker = row["caseworker"],
        OwnsCopyright = ReadTri(row["owns_copyright"]) ?? Tri.Unknown,
        ConsentToName = ReadTri(row["consent_to_name"]) ?? Tri.Unknown,
        PersonName = row["person_name"],
        Material = row["material"],
        Policy = row["policy"],
    };

    /// <summary>Null when it is none of yes, no, unknown; unknown when there is none.</summary>
    public static Tri? ReadTri(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" or "unknown" => Tri.Unknown,
        "yes" => Tri.Yes,
        "no" => Tri.No,
        _ => null,
    };

    private static LocalDate? ReadDate(string text) => LocalDatePattern.Iso.Parse(text.Trim()) is { Success: true } parsed ? parsed.Value : null;
}
