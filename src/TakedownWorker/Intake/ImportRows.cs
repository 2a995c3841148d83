using System.Collections.Immutable;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Intake;

/// <summary>Makes a record of named values: trimmed, empty ones left out, the address apart.</summary>
internal static class ImportRows
{
    public static ImportRow From(long line, IEnumerable<(string Name, string Value)> values)
    {
        var given = values.Where(v => v.Value.Trim().Length > 0).ToImmutableDictionary(v => v.Name, v => v.Value.Trim(), StringComparer.Ordinal);
        return new ImportRow(line, given.Remove(ImportColumns.Url), given.TryGetValue(ImportColumns.Url, out var url) ? [new ImportUrl(url)] : []);
    }
}
