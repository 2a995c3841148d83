using System.Text.Json;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Intake;

/// <summary>One object of a JSON Lines file.</summary>
internal sealed class JsonRecord(long line)
{
    private readonly List<ImportFault> faults = [];
    private readonly List<ImportFault> ofUrls = [];
    private readonly List<ImportUrl> urls = [];
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public IReadOnlyList<ImportLine> Read(JsonElement json)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (!seen.Add(property.Name))
            {
                faults.Add(new(line, ImportColumns.Shown(property.Name), "a key stands twice in the record. Keep one."));
            }
            else if (property.Name == ImportColumns.Urls)
            {
                Urls(property.Value);
            }
            else
            {
                Value(property.Name, property.Value);
            }
        }

        var row = ImportRows.From(line, values.Select(v => (v.Key, v.Value)));
        var good = row with { Urls = [.. row.Urls, .. urls], Incomplete = ofUrls.Count > 0 };
        return [.. faults.Concat(ofUrls), .. faults.Count == 0 ? [good] : Array.Empty<ImportLine>()];
    }

    private void Value(string name, JsonElement value)
    {
        if (!ImportColumns.All.Contains(name))
        {
            faults.Add(new(line, ImportColumns.Shown(name), $"a key is unknown. Known: {string.Join(", ", ImportColumns.All)}, {ImportColumns.Urls}."));
        }
        else if (value.ValueKind is JsonValueKind.String or JsonValueKind.Null)
        {
            values[name] = value.GetString() ?? "";
        }
        else
        {
            faults.Add(new(line, name, "must be text in quotes."));
        }
    }

    private void Urls(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new(line, ImportColumns.Urls, "must be a list of addresses: [\"https://...\", \"https://...\"]. A single address may stand in url."));
            return;
        }

        foreach (var (entry, i) in list.EnumerateArray().Select((e, i) => (e, i + 1)))
        {
            if (entry.ValueKind == JsonValueKind.String)
            {
                urls.Add(new ImportUrl(entry.GetString()!.Trim(), i));
            }
            else
            {
                ofUrls.Add(new(line, ImportColumns.Urls, FormattableString.Invariant($"entry {i}: must be an address in quotes.")));
            }
        }
    }
}
