using System.Collections.Immutable;

namespace TakedownWorker.Core.Intake;

/// <summary>One case of an import: its facts, and its addresses by who saw them.</summary>
internal sealed record ImportedCase(ImmutableDictionary<string, string> Facts, ImmutableArray<SeenUrls> Seen)
{
    public int Urls => Seen.Sum(s => s.Urls.Length);

    /// <summary>Addresses with the same witness are one report; the first opens the case, the others add to it.</summary>
    public IEnumerable<CaseReport> Reports => Seen.Select(s => CaseReport.From(Facts) with
    {
        Witness = s.Witness,
        Urls = [.. s.Urls.Select(u => ReportedUrl.Parse(u).Url!)],
    });
}

/// <summary>Valid addresses that the same person saw on the same day; null: nobody.</summary>
internal sealed record SeenUrls(Witness? Witness, ImmutableArray<string> Urls);

/// <summary>Collects the rows of one case while a file is read.</summary>
internal sealed class GatheredCase(string id)
{
    private readonly Dictionary<string, (string Value, long Line)> facts = new(StringComparer.Ordinal);
    private readonly List<(Witness? Witness, List<string> Urls)> seen = [];

    public string Id => id;

    /// <summary>A later row that contradicts an earlier one; under 18 is no contradiction, one row says it for all.</summary>
    public IEnumerable<ImportFault> Conflicts(ImportRow row, ImportContext context) =>
        from value in OfTheCase(row, context)
        where value.Key != ImportColumns.Under18 && facts.TryGetValue(value.Key, out var earlier) && earlier.Value != value.Value
        select new ImportFault(row.Line, value.Key, FormattableString.Invariant(
            $"differs from line {facts[value.Key].Line} of the same case. One case has one value: make them equal."));

    public void Add(ImportRow row, ImportContext context)
    {
        foreach (var (column, value) in OfTheCase(row, context))
        {
            facts.TryAdd(column, (value, row.Line));
        }

        var witness = CaseReport.WitnessOf(row.Values);
        var group = seen.Find(s => s.Witness == witness);
        if (group.Urls is null)
        {
            seen.Add(group = (witness, []));
        }

        group.Urls.AddRange(row.Urls.Select(u => u.Text));
    }

    /// <param name="minor">A row of the case, good or faulty, says that the person may be under 18.</param>
    public ImportedCase ToCase(bool minor)
    {
        var all = facts.ToImmutableDictionary(f => f.Key, f => f.Value.Value, StringComparer.Ordinal);
        return new ImportedCase(minor ? all.SetItem(ImportColumns.Under18, "yes") : all, [.. seen.Select(s => new SeenUrls(s.Witness, [.. s.Urls]))]);
    }

    private static IEnumerable<KeyValuePair<string, string>> OfTheCase(ImportRow row, ImportContext context) => row.Values
        .Where(v => !ImportColumns.OfTheUrl.Contains(v.Key))
        .Select(v => new KeyValuePair<string, string>(v.Key, v.Key switch
        {
            ImportColumns.Country => CountryCodes.Normalise(v.Value),
            ImportColumns.Caseworker => ImportChecks.ReadCaseworker(v.Value, context) ?? v.Value,
            ImportColumns.Adult or ImportColumns.Under18 or "owns_copyright" or "consent_to_name" => v.Value.ToLowerInvariant(),
            _ => v.Value,
        }));
}
