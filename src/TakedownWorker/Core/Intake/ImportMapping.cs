using System.Collections.Immutable;

namespace TakedownWorker.Core.Intake;

/// <summary>Cases to open, in the order of the file, and every fault in the order found.</summary>
/// <param name="Unusable">The file could not be read to its end: a row that was not read may say that a person is under 18.</param>
internal sealed record MappedImport(ImmutableArray<ImportedCase> Gathered, ImmutableArray<ImportFault> Faults, bool Unusable)
{
    public int Urls => Gathered.Sum(c => c.Urls);

    /// <summary>Made one by one as they are asked for.</summary>
    public IEnumerable<CaseReport> Cases => Gathered.SelectMany(c => c.Reports);
}

/// <summary>
/// Turns records into cases. A faulty record is left out with every fault named, a faulty entry of <c>urls</c> alone;
/// what is good is kept. Rows of one case that contradict each other are a fault of the later row. What a faulty row says
/// about the age of a person is never dropped with it (DESIGN 4.2).
/// </summary>
/// <remarks>
/// Rows of one case may be scattered over the file and any of them may bring a fact, so no case is complete before the
/// end. What is kept until then, and nothing else: each case's facts once, each address once as text, and the faults.
/// The file, its rows and parsed addresses are not.
/// </remarks>
internal static class ImportMapping
{
    /// <param name="lines">In the order of the file; read once.</param>
    /// <param name="context">What rows are held against.</param>
    public static MappedImport Map(IEnumerable<ImportLine> lines, ImportContext context)
    {
        var faults = ImmutableArray.CreateBuilder<ImportFault>();
        var cases = new Dictionary<string, GatheredCase>(StringComparer.Ordinal);
        var order = new List<GatheredCase>();
        var minors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.Row is not { } row)
            {
                faults.Add(line.Fault!);
                continue;
            }

            var known = row[ImportColumns.Case] is { } id ? cases.GetValueOrDefault(id) : null;
            var ofUrls = ImportChecks.OfUrls(row).ToList();
            var good = Kept(row);
            List<ImportFault> found = [.. ImportChecks.Faults(row, context)];
            if (found.Count == 0)
            {
                found = [.. known?.Conflicts(good, context) ?? []];
            }

            faults.AddRange(found);
            faults.AddRange(ofUrls);
            NoteAge(row, minors);
            if (found.Count == 0 && !good.Urls.IsEmpty)
            {
                Keep(good, context, cases, order);
            }
        }

        return new MappedImport(
            [.. order.Select(c => c.ToCase(minors.Contains(c.Id)))], faults.ToImmutable(), faults.Any(f => f.Unusable));
    }

    /// <summary>The record without its faulty addresses.</summary>
    private static ImportRow Kept(ImportRow row) => row with { Urls = [.. row.Urls.Where(u => ReportedUrl.Parse(u.Text).Fault is null)] };

    private static void NoteAge(ImportRow row, HashSet<string> minors)
    {
        if (row[ImportColumns.Case] is { } id && ImportChecks.ReadTri(row[ImportColumns.Under18]) == Tri.Yes)
        {
            minors.Add(id);
        }
        else if (row[ImportColumns.Case] is { } other && ImportChecks.ReadTri(row[ImportColumns.Adult]) == Tri.No)
        {
            minors.Add(other);
        }
    }

    private static void Keep(ImportRow row, ImportContext context, Dictionary<string, GatheredCase> cases, List<GatheredCase> order)
    {
        var id = row[ImportColumns.Case]!;
        if (!cases.TryGetValue(id, out var gathered))
        {
            gathered = cases[id] = new GatheredCase(id);
            order.Add(gathered);
        }

        gathered.Add(row, context);
    }
}
