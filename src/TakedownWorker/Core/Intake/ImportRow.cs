using System.Collections.Immutable;

namespace TakedownWorker.Core.Intake;

/// <summary>One faulty place of an import. The value is not repeated: it may be personal.</summary>
/// <param name="Line">Physical line where the record starts, from 1.</param>
/// <param name="Column">Name of the column; null when the record or file as a whole is at fault.</param>
internal sealed record ImportFault(long Line, string? Column, string Reason);

/// <summary>One record of an import: column to value, empty values left out. A JSON record may carry several addresses.</summary>
internal sealed record ImportRow(long Line, ImmutableDictionary<string, string> Values, ImmutableArray<string> Urls)
{
    public string? this[string column] => Values.GetValueOrDefault(column);
}

/// <summary>The columns of an import (DESIGN 6.1), in any order.</summary>
internal static class ImportColumns
{
    public const string Case = "case";
    public const string Url = "url";

    /// <summary>Instead of <see cref="Url"/> in JSON Lines.</summary>
    public const string Urls = "urls";

    public const int MaxLength = 8000;

    public static readonly ImmutableArray<string> Required = [Case, Url];

    public static readonly ImmutableArray<string> All =
    [
        Case, Url, "country", "authority_by", "authority_date", "authority_scope", "authority_expires", "adult", "under18", "seen_by", "seen_on",
        "severity", "caseworker", "owns_copyright", "consent_to_name", "person_name", "material", "policy",
    ];

    /// <summary>Facts of the address and not of the case: rows of one case may differ in them.</summary>
    public static readonly ImmutableArray<string> OfTheUrl = [Url, "seen_by", "seen_on"];

    /// <summary>What is wrong with a header; empty when it can be used.</summary>
    public static IEnumerable<ImportFault> Check(IReadOnlyList<string> header)
    {
        foreach (var unknown in header.Where(h => !All.Contains(h)))
        {
            yield return new(1, Shown(unknown), $"unknown column. Known: {string.Join(", ", All)}.");
        }

        foreach (var twice in header.GroupBy(h => h, StringComparer.Ordinal).Where(g => g.Count() > 1 && All.Contains(g.Key)))
        {
            yield return new(1, twice.Key, "stands twice in the header.");
        }

        foreach (var missing in Required.Where(r => !header.Contains(r)))
        {
            yield return new(1, missing, "is required and missing from the header.");
        }
    }

    // A file without a header has data where names should be: only what looks like a name is repeated.
    private static string? Shown(string name) => name.Length is > 0 and <= 40 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? name : null;
}
