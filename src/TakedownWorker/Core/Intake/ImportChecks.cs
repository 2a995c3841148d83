using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace TakedownWorker.Core.Intake;

/// <summary>What is wrong with one record by itself. Reasons never repeat a value: it may be personal.</summary>
internal static class ImportChecks
{
    private const string By = "authority_by";
    private const string Given = "authority_date";
    private const string Ends = "authority_expires";
    private const string SeenBy = "seen_by";
    private const string SeenOn = "seen_on";

    private static readonly ImmutableArray<string> YesNo = [ImportColumns.Adult, ImportColumns.Under18, "owns_copyright", "consent_to_name"];
    private static readonly ImmutableArray<string> Past = [Given, SeenOn];
    private static readonly ImmutableArray<string> Dates = [Given, Ends, SeenOn];

    /// <summary>Faults of the record as a whole: it is left out.</summary>
    public static IEnumerable<ImportFault> Faults(ImportRow row, ImportContext context) =>
        Identity(row).Concat(Values(row)).Concat(Dated(row, context.Today)).Concat(Pairs(row)).Concat(Listed(row, context));

    /// <summary>Faults of single addresses: the others of the record are kept.</summary>
    public static IEnumerable<ImportFault> OfUrls(ImportRow row) =>
        from url in row.Urls
        let fault = ReportedUrl.Parse(url.Text).Fault
        where fault is not null
        select url.Entry is { } entry
            ? new ImportFault(row.Line, ImportColumns.Urls, FormattableString.Invariant($"entry {entry}: {UrlFaults.Explain(fault.Value)}."))
            : new ImportFault(row.Line, ImportColumns.Url, UrlFaults.Explain(fault.Value) + ".");

    /// <summary>Null when it is none of yes, no, unknown; unknown when there is none.</summary>
    public static Tri? ReadTri(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        null or "" or "unknown" => Tri.Unknown,
        "yes" => Tri.Yes,
        "no" => Tri.No,
        _ => null,
    };

    public static LocalDate? ReadDate(string? text) =>
        text is not null && LocalDatePattern.Iso.Parse(text.Trim()) is { Success: true } parsed ? parsed.Value : null;

    /// <summary>The configured spelling of a caseworker's address; null when it is none of them.</summary>
    public static string? ReadCaseworker(string text, ImportContext context) =>
        context.Caseworkers.FirstOrDefault(c => string.Equals(c, text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<ImportFault> Identity(ImportRow row)
    {
        if (row[ImportColumns.Case] is null)
        {
            yield return new(row.Line, ImportColumns.Case, "is empty. Give every row the id of its case.");
        }

        if (row.Urls.IsEmpty && !row.Incomplete)
        {
            yield return new(row.Line, ImportColumns.Url, "is empty. Give every row an address.");
        }
    }

    private static IEnumerable<ImportFault> Values(ImportRow row)
    {
        foreach (var column in YesNo.Where(c => ReadTri(row[c]) is null))
        {
            yield return new(row.Line, column, "must be yes, no or unknown.");
        }

        foreach (var column in Dates.Where(c => row[c] is not null && ReadDate(row[c]) is null))
        {
            yield return new(row.Line, column, "is not a date. Write it as year-month-day, such as 2026-11-23.");
        }

        foreach (var (column, value) in row.Values)
        {
            if (value.Length > ImportColumns.MaxLength)
            {
                yield return new(row.Line, column, FormattableString.Invariant($"is longer than {ImportColumns.MaxLength} characters. Shorten it."));
            }
            else if (value.Contains('\0', StringComparison.Ordinal))
            {
                yield return new(row.Line, column, "has a NUL character. Remove it.");
            }
        }
    }

    private static IEnumerable<ImportFault> Dated(ImportRow row, LocalDate today)
    {
        foreach (var column in Past.Where(c => ReadDate(row[c]) is { } date && date > today))
        {
            yield return new(row.Line, column, "lies in the future. Correct it.");
        }

        if (ReadDate(row[Ends]) is { } ends && ReadDate(row[Given]) is { } given && given > ends)
        {
            yield return new(row.Line, Ends, "lies before authority_date. Correct one of the two.");
        }
    }

    private static IEnumerable<ImportFault> Pairs(ImportRow row)
    {
        if (row[By] is null != row[Given] is null)
        {
            yield return new(row.Line, row[By] is null ? By : Given, "is missing: authority needs both who gave it and when.");
        }

        if (row[SeenBy] is null != row[SeenOn] is null)
        {
            yield return new(row.Line, row[SeenBy] is null ? SeenBy : SeenOn, "is missing: a witness needs both who saw it and when.");
        }
    }

    private static IEnumerable<ImportFault> Listed(ImportRow row, ImportContext context)
    {
        if (row[ImportColumns.Country] is { } country && CountryCodes.Fault(country) is { } fault)
        {
            yield return new(row.Line, ImportColumns.Country, fault);
        }

        if (row[ImportColumns.Policy] is { } policy && !context.Policies.Contains(policy))
        {
            yield return new(row.Line, ImportColumns.Policy, $"is unknown. There are: {string.Join(", ", context.Policies)}.");
        }

        if (row[ImportColumns.Caseworker] is { } caseworker && ReadCaseworker(caseworker, context) is null)
        {
            yield return new(row.Line, ImportColumns.Caseworker, "is nobody who is configured. Add the address under Takedown:Caseworkers, or leave it empty.");
        }
    }
}
