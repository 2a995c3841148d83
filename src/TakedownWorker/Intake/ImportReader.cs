using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CsvHelper;
using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Intake;

/// <summary>Reads an import file: CSV (RFC 4180, UTF-8, header in any order) or JSON Lines, by its first character.</summary>
internal sealed class ImportReader : IImportReader
{
    /// <summary>Far above a record with every column full.</summary>
    private const int MaxRecord = 1 << 20;

    public ReadImport Read(string file)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(bytes);
        }
        catch (DecoderFallbackException e)
        {
            return ReadImport.Failed(new(LineAt(file, e.Index), null, "is not UTF-8. Save the file as UTF-8."));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ReadImport.Failed(new(0, null, $"the file cannot be read ({e.GetType().Name}). Check its name and permissions."));
        }

        var start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        var text = bytes.AsMemory(start);
        return text.Span.TrimStart(" \t\r\n"u8) switch
        {
            { IsEmpty: true } => ReadImport.Failed(new(1, null, "the file is empty.")),
            [(byte)'{', ..] => Json(text),
            _ => Csv(text),
        };
    }

    private static ReadImport Csv(ReadOnlyMemory<byte> text)
    {
        var malformed = new List<ImportFault>();
        using var reader = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = ',',
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            MaxRecordSize = MaxRecord,
            MalformedData = CsvMalformedDataHandling.Throw,
        });
        var rows = ImmutableArray.CreateBuilder<ImportRow>();
        try
        {
            reader.ReadHeader();
            ImmutableArray<string> header = [.. reader.Headers.ToArray().Select(h => h.Trim().ToLowerInvariant())];
            var faults = ImportColumns.Check(header).ToImmutableArray();
            if (!faults.IsEmpty)
            {
                return new ReadImport([], faults);
            }

            while (reader.Read())
            {
                if (reader.FieldCount != header.Length)
                {
                    malformed.Add(new(reader.LineNumber, null, FormattableString.Invariant(
                        $"has {reader.FieldCount} fields, the header has {header.Length}. Check its commas and quotes.")));
                    continue;
                }

                rows.Add(Row(reader.LineNumber, header.Select((h, i) => (h, reader.GetString(i)))));
            }
        }
        catch (CsvFormatException e)
        {
            malformed.Add(new(e.LineNumber, null, "is not well-formed CSV (a quote that opens and does not close, or stands in the middle). Nothing after it was read."));
        }

        if (rows.Count == 0 && malformed.Count == 0)
        {
            malformed.Add(new(1, null, "the file has a header and no rows."));
        }

        return new ReadImport(rows.ToImmutable(), [.. malformed]);
    }

    private static ReadImport Json(ReadOnlyMemory<byte> text)
    {
        var rows = ImmutableArray.CreateBuilder<ImportRow>();
        var faults = ImmutableArray.CreateBuilder<ImportFault>();
        var line = 0;
        foreach (var entry in Encoding.UTF8.GetString(text.Span).Split('\n'))
        {
            line++;
            if (string.IsNullOrWhiteSpace(entry))
            {
                continue;
            }

            try
            {
                using var json = JsonDocument.Parse(entry, new JsonDocumentOptions { AllowDuplicateProperties = false });
                JsonRow(json.RootElement, line, rows, faults);
            }
            catch (JsonException e)
            {
                faults.Add(new(line, null, FormattableString.Invariant($"is not valid JSON at column {e.BytePositionInLine + 1}.")));
            }
        }

        return new ReadImport(rows.ToImmutable(), faults.ToImmutable());
    }

    private static void JsonRow(JsonElement json, int line, ImmutableArray<ImportRow>.Builder rows, ImmutableArray<ImportFault>.Builder faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new(line, null, "is not a JSON object."));
            return;
        }

        var before = faults.Count;
        var urls = new List<string>();
        var values = new List<(string, string)>();
        foreach (var p in json.EnumerateObject())
        {
            if (p.Name == ImportColumns.Urls && p.Value.ValueKind == JsonValueKind.Array && p.Value.EnumerateArray().All(u => u.ValueKind == JsonValueKind.String))
            {
                urls.AddRange(p.Value.EnumerateArray().Select(u => u.GetString()!));
            }
            else if (!ImportColumns.All.Contains(p.Name))
            {
                faults.Add(new(line, p.Name.Length <= 40 ? p.Name : null, $"unknown key. Known: {string.Join(", ", ImportColumns.All)}, urls."));
            }
            else if (p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null)
            {
                values.Add((p.Name, p.Value.GetString() ?? ""));
            }
            else
            {
                faults.Add(new(line, p.Name, "must be text."));
            }
        }

        if (faults.Count == before)
        {
            var row = Row(line, values);
            rows.Add(row with { Urls = [.. row.Urls, .. urls] });
        }
    }

    private static ImportRow Row(long line, IEnumerable<(string Name, string Value)> values)
    {
        var given = values.Where(v => v.Value.Trim().Length > 0).ToImmutableDictionary(v => v.Name, v => v.Value.Trim(), StringComparer.Ordinal);
        return new ImportRow(line, given.Remove(ImportColumns.Url), given.TryGetValue(ImportColumns.Url, out var url) ? [url] : []);
    }

    private static long LineAt(string file, int index) => File.ReadAllBytes(file).AsSpan(0, Math.Max(0, index)).Count((byte)'\n') + 1;
}
