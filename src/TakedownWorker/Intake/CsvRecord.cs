using System.Buffers;

namespace TakedownWorker.Intake;

/// <summary>How far a record could be split.</summary>
internal enum CsvEnd
{
    /// <summary>Well-formed.</summary>
    Whole,

    /// <summary>The text ends inside a quoted field: it may go on in the next line.</summary>
    Open,

    /// <summary>A quote stands where none may.</summary>
    Malformed,
}

/// <summary>
/// One record of RFC 4180, split by bytes: quotes and commas are ASCII, so a field that is no UTF-8 harms no other. By
/// hand, since a parser of whole files cannot go on behind a broken record.
/// </summary>
/// <param name="Fields">Unquoted; those before the fault when there is one.</param>
internal sealed record CsvRecord(List<byte[]> Fields, CsvEnd End)
{
    public static CsvRecord Split(ReadOnlySpan<byte> text)
    {
        var fields = new List<byte[]>();
        while (true)
        {
            var (field, length, end) = text is [(byte)'"', ..] ? Quoted(text) : Bare(text);
            if (end != CsvEnd.Whole)
            {
                return new CsvRecord(fields, end);
            }

            fields.Add(field);
            if (length == text.Length)
            {
                return new CsvRecord(fields, CsvEnd.Whole);
            }

            text = text[(length + 1)..];
        }
    }

    private static (byte[] Field, int Length, CsvEnd End) Bare(ReadOnlySpan<byte> text)
    {
        var comma = text.IndexOf((byte)',');
        var field = comma < 0 ? text : text[..comma];
        return field.Contains((byte)'"') ? ([], 0, CsvEnd.Malformed) : (field.ToArray(), field.Length, CsvEnd.Whole);
    }

    private static (byte[] Field, int Length, CsvEnd End) Quoted(ReadOnlySpan<byte> text)
    {
        var field = new ArrayBufferWriter<byte>();
        var at = 1;
        while (true)
        {
            var quote = text[at..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return ([], 0, CsvEnd.Open);
            }

            field.Write(text.Slice(at, quote));
            at += quote + 1;
            if (at == text.Length || text[at] == ',')
            {
                return (field.WrittenSpan.ToArray(), at, CsvEnd.Whole);
            }

            if (text[at] != '"')
            {
                return ([], 0, CsvEnd.Malformed);
            }

            field.Write("\""u8);
            at++;
        }
    }
}
