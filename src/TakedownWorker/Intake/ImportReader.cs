using TakedownWorker.Core.Intake;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Intake;

/// <summary>Reads an import file as a stream: CSV (RFC 4180, UTF-8, header in any order) or JSON Lines, by its first character.</summary>
internal sealed class ImportReader : IImportReader
{
    /// <summary>Bytes of one record; far above a record with every column full.</summary>
    public const int MaxRecord = 1 << 20;

    public IEnumerable<ImportLine> Read(string file)
    {
        var (stream, problem) = Open(file);
        if (stream is null)
        {
            yield return new ImportFault(0, null, problem!, Unusable: true);
            yield break;
        }

        using (stream)
        {
            var lines = new PhysicalLines(stream, MaxRecord);
            foreach (var line in Records(lines))
            {
                yield return line;
            }

            if (lines.Broken is not null)
            {
                yield return new ImportFault(0, null, "the file could not be read to its end, so nothing of it is imported. Check the disk and try again.", Unusable: true);
            }
        }
    }

    private static IEnumerable<ImportLine> Records(PhysicalLines lines)
    {
        List<PhysicalLine> start = [];
        while (lines.Next() is { } line)
        {
            start.Add(line.Number == 1 ? WithoutMark(line) : line);
            if (!start[^1].IsBlank)
            {
                break;
            }
        }

        lines.HandBack(start);
        var first = start.Count == 0 ? default : start[^1].Text.Span.TrimStart(" \t"u8);
        return first switch
        {
            [] => lines.Broken is null ? [new ImportFault(1, null, "the file is empty.")] : [],
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => [new ImportFault(1, null, "the file is UTF-16. Save it as UTF-8.")],
            [(byte)'['] or [(byte)'[', (byte)'{', ..] => [new ImportFault(start[^1].Number, null, "the file is one JSON list. Write JSON Lines: one object a line, without a list around them.")],
            [(byte)'{'] => [new ImportFault(start[^1].Number, null, "an object goes over several lines. Write JSON Lines: one whole object a line.")],
            [(byte)'{', ..] => new JsonRecords(lines).Read(),
            _ => new CsvRecords(lines).Read(),
        };
    }

    private static PhysicalLine WithoutMark(PhysicalLine line) =>
        line.Text.Span.StartsWith("\uFEFF"u8) ? line with { Text = line.Text[3..] } : line;

    private static (Stream? Stream, string? Problem) Open(string file)
    {
        try
        {
            return Directory.Exists(file)
                ? (null, "it is a folder, not a file. Name the file in it.")
                : (file == "-" ? Console.OpenStandardInput() : File.OpenRead(file), null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, "there is no such file. Check its name and folder.");
        }
        catch (UnauthorizedAccessException)
        {
            return (null, "the file may not be read. Check its permissions.");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            return (null, $"the file cannot be read ({e.GetType().Name}). Check its name and the disk.");
        }
    }
}
