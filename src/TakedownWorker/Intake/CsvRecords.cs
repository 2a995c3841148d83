using System.Collections.Immutable;
using System.Text;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Intake;

/// <summary>The rows of a CSV file. A broken row is named and left out, and reading goes on at the next line.</summary>
internal sealed class CsvRecords(PhysicalLines lines)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ImmutableArray<string> header = [];

    public IEnumerable<ImportLine> Read()
    {
        var head = Next();
        var faults = head is null ? [] : Header(head.Value.Line, head.Value.Record).ToList();
        foreach (var fault in faults)
        {
            yield return fault;
        }

        if (head is null || faults.Count > 0)
        {
            yield break;
        }

        var any = false;
        while (Next() is { } next)
        {
            any = true;
            foreach (var line in next.Fault is { } fault ? [fault] : Row(next.Line, next.Record!.Fields))
            {
                yield return line;
            }
        }

        if (!any && lines.Broken is null)
        {
            yield return new ImportFault(head.Value.Line, null, "the file has a header and no rows. Add a row for every address.");
        }
    }

    private IEnumerable<ImportFault> Header(long line, CsvRecord? record)
    {
        var names = record?.End == CsvEnd.Whole ? record.Fields.Select(f => Text(f)?.Trim().ToLowerInvariant()).ToList() : [null];
        if (names.Contains(null))
        {
            return [new ImportFault(line, null, "is no header that can be read. The first line must name the columns, in UTF-8, without line breaks in the names.")];
        }

        header = [.. names.Select(n => n!)];
        return ImportColumns.Check(line, header);
    }

    private (long Line, CsvRecord? Record, ImportFault? Fault)? Next()
    {
        while (lines.Next() is { } line)
        {
            if (line.TooLong)
            {
                return (line.Number, null, TooLong(line.Number));
            }

            if (line.IsBlank)
            {
                continue;
            }

            var record = CsvRecord.Split(line.Text.Span);
            return record.End switch
            {
                CsvEnd.Whole => (line.Number, record, null),
                CsvEnd.Malformed => (line.Number, null, Stray(line.Number, record)),
                _ => Longer(line, record),
            };
        }

        return null;
    }

    /// <summary>A field with line breaks: goes on until its quote closes, or hands back what it read.</summary>
    private (long Line, CsvRecord? Record, ImportFault? Fault) Longer(PhysicalLine first, CsvRecord open)
    {
        var text = new MemoryStream();
        text.Write(first.Text.Span);
        List<PhysicalLine> ahead = [];
        while (text.Length <= ImportReader.MaxRecord && lines.Next() is { } line)
        {
            ahead.Add(line);
            text.WriteByte((byte)'\n');
            text.Write(line.Text.Span);
            // Quotes of a well-formed record come in pairs: it cannot end before their number is even.
            if (line.Quotes % 2 == 0 && !line.TooLong)
            {
                continue;
            }

            var record = CsvRecord.Split(text.GetBuffer().AsSpan(0, (int)text.Length));
            if (record.End == CsvEnd.Whole && !line.TooLong && !ahead.Exists(LooksLikeARow))
            {
                return (first.Number, record, null);
            }

            break;
        }

        lines.HandBack(ahead);
        return (first.Number, null, new ImportFault(
            first.Number, Column(open.Fields.Count), "has a quote that opens and does not close. Close it, or write \"\" for a quote in the text."));
    }

    /// <summary>Two stray quotes, some rows apart, look like one long field: it must not swallow the rows between.</summary>
    private bool LooksLikeARow(PhysicalLine line) =>
        line.Text.Span.Count((byte)',') >= header.Length - 1 && line.Text.Span.IndexOf("://"u8) >= 0;

    private IEnumerable<ImportLine> Row(long line, List<byte[]> fields)
    {
        if (fields.Count != header.Length)
        {
            return [new ImportFault(line, null, FormattableString.Invariant(
                $"has {fields.Count} fields, the header has {header.Length}. Check its commas and quotes."))];
        }

        var texts = fields.Select(Text).ToList();
        return texts.Contains(null)
            ? texts.Select((t, i) => (t, i)).Where(x => x.t is null).Select(x => (ImportLine)new ImportFault(line, Column(x.i), "is not UTF-8. Save the file as UTF-8."))
            : [ImportRows.From(line, header.Select((h, i) => (h, texts[i]!)))];
    }

    private ImportFault Stray(long line, CsvRecord record) => new(
        line, Column(record.Fields.Count), "has a quote in the wrong place. Put the whole field in quotes and write \"\" for a quote in the text.");

    private string? Column(int index) => index < header.Length ? header[index] : null;

    private static ImportFault TooLong(long line) =>
        new(line, null, FormattableString.Invariant($"is longer than {ImportReader.MaxRecord} bytes. Shorten it."));

    private static string? Text(byte[] field)
    {
        try
        {
            return Strict.GetString(field);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
