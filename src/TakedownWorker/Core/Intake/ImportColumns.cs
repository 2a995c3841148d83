using System.Collections.Immutable;

namespace TakedownWorker.Core.Intake;

/// <summary>The columns of an import (DESIGN 6.1), in any order.</summary>
internal static class ImportColumns
{
    public const string Case = "case";
    public const string Url = "url";

    /// <summary>Instead of <see cref="Url"/> in JSON Lines.</summary>
    public const string Urls = "urls";

    public const string Country = "country";
    public const string Adult = "adult";
    public const string Under18 = "under18";
    public const string Caseworker = "caseworker";
    public const string Policy = "policy";

    public const int MaxLength = 8000;

    public static readonly ImmutableArray<string> Required = [Case, Url];

    public static readonly ImmutableArray<string> All =
    [
        Case, Url, Country, "authority_by", "authority_date", "authority_scope", "authority_expires", Adult, Under18, "seen_by", "seen_on",
        "severity", Caseworker, "owns_copyright", "consent_to_name", "person_name", "material", Policy,
    ];

    /// <summary>Facts of the address and not of the case: rows of one case may differ in them.</summary>
    public static readonly ImmutableArray<string> OfTheUrl = [Url, "seen_by", "seen_on"];

    private static readonly string Known = string.Join(", ", All);

    /// <summary>What is wrong with a header; empty when it can be used.</summary>
    /// <param name="line">Physical line of the header.</param>
    public static IEnumerable<ImportFault> Check(long line, IReadOnlyList<string> header)
    {
        // A file without a header has data where names should be: nothing of it is repeated.
        if (!header.Any(All.Contains))
        {
            yield return header.Count == 1 && OtherSeparator(header[0]) is { } separator
                ? new(line, null, $"the columns are parted by {separator}. Save the file with commas: a comma is expected.")
                : new(line, null, $"is no header. The first line must name the columns. Known: {Known}.");
            yield break;
        }

        foreach (var (name, place) in header.Select((h, i) => (h, i + 1)).Where(h => !All.Contains(h.h)))
        {
            yield return name.Length == 0
                ? new(line, null, FormattableString.Invariant($"column {place} of the header has no name. Name it or remove it."))
                : new(line, Shown(name), FormattableString.Invariant($"column {place} of the header is unknown. Known: {Known}."));
        }

        foreach (var twice in header.GroupBy(h => h, StringComparer.Ordinal).Where(g => g.Count() > 1 && All.Contains(g.Key)))
        {
            yield return new(line, twice.Key, "stands twice in the header. Keep one.");
        }

        foreach (var missing in Required.Where(r => !header.Contains(r)))
        {
            yield return new(line, missing, "is required and missing from the header. Add the column.");
        }
    }

    /// <summary>The name when it looks like one; null when it may be anything, which is not repeated.</summary>
    public static string? Shown(string name) =>
        name.Length is > 0 and <= 40 && char.IsAsciiLetterLower(name[0]) && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') ? name : null;

    private static string? OtherSeparator(string header) => new[] { (';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars") }
        .Where(s => header.Split(s.Item1).Any(part => All.Contains(part.Trim().Trim('"').ToLowerInvariant())))
        .Select(s => s.Item2)
        .FirstOrDefault();
}
