using System.Text;
using System.Text.Json;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Intake;

/// <summary>The records of a JSON Lines file: one object a line; a line that is none harms no other.</summary>
internal sealed class JsonRecords(PhysicalLines lines)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public IEnumerable<ImportLine> Read()
    {
        while (lines.Next() is { } line)
        {
            if (line.IsBlank)
            {
                continue;
            }

            foreach (var read in line.TooLong
                ? [new ImportFault(line.Number, null, FormattableString.Invariant($"is longer than {ImportReader.MaxRecord} bytes. Shorten it."))]
                : Line(line))
            {
                yield return read;
            }
        }
    }

    private static IReadOnlyList<ImportLine> Line(PhysicalLine line)
    {
        try
        {
            Strict.GetCharCount(line.Text.Span);
            using var json = JsonDocument.Parse(line.Text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonRecord(line.Number).Read(json.RootElement)
                : [new ImportFault(line.Number, null, "is not a JSON object. Write one object a line.")];
        }
        catch (DecoderFallbackException)
        {
            return [new ImportFault(line.Number, null, "is not UTF-8. Save the file as UTF-8.")];
        }
        catch (JsonException e)
        {
            return [new ImportFault(line.Number, null, line.Text.Span.TrimEnd(" \t"u8).EndsWith("},"u8)
                ? "ends with a comma. Write one object a line, without commas between them."
                : FormattableString.Invariant($"is not valid JSON at byte {(e.BytePositionInLine ?? 0) + 1} of the line. Write one whole object a line."))];
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 without its other half is JSON by its grammar and no text.
            return [new ImportFault(line.Number, null, "has an escape that is half a character. Save the file as UTF-8 without escapes.")];
        }
    }
}
