using System.Buffers;

namespace TakedownWorker.Intake;

/// <summary>One line of a file without its end (LF, CRLF or CR).</summary>
/// <param name="Number">From 1.</param>
/// <param name="TooLong">Its end was cut off: it is longer than any record.</param>
internal sealed record PhysicalLine(long Number, ReadOnlyMemory<byte> Text, bool TooLong)
{
    public bool IsBlank => Text.Span.Trim(" \t"u8).IsEmpty;

    public int Quotes => Text.Span.Count((byte)'"');
}

/// <summary>
/// The lines of a stream, one at a time. Lines can be handed back, so that a reader may look ahead and, where that came to
/// nothing, go on behind the line at fault.
/// </summary>
/// <param name="stream">Read once, from where it stands.</param>
/// <param name="longest">Bytes of a line that are kept; the rest is skipped.</param>
internal sealed class PhysicalLines(Stream stream, int longest)
{
    private readonly byte[] buffer = new byte[1 << 16];
    private readonly Stack<PhysicalLine> back = new();
    private int at;
    private int end;
    private long number;

    /// <summary>Set when reading failed before the end of the stream.</summary>
    public IOException? Broken { get; private set; }

    public PhysicalLine? Next() => back.TryPop(out var known) ? known : Read();

    /// <param name="lines">In the order in which they were read.</param>
    public void HandBack(IEnumerable<PhysicalLine> lines)
    {
        foreach (var line in lines.Reverse())
        {
            back.Push(line);
        }
    }

    private PhysicalLine? Read()
    {
        var line = new ArrayBufferWriter<byte>(256);
        var (any, tooLong) = (false, false);
        while (Fill())
        {
            any = true;
            var rest = buffer.AsSpan(at, end - at);
            var stop = rest.IndexOfAny((byte)'\r', (byte)'\n');
            var part = stop < 0 ? rest : rest[..stop];
            tooLong |= line.WrittenCount + part.Length > longest;
            if (!tooLong)
            {
                line.Write(part);
            }

            at += part.Length;
            if (stop >= 0)
            {
                SkipEnd();
                break;
            }
        }

        return any && Broken is null ? new PhysicalLine(++number, line.WrittenMemory, tooLong) : null;
    }

    private void SkipEnd()
    {
        if (buffer[at++] == '\r' && Fill() && buffer[at] == '\n')
        {
            at++;
        }
    }

    private bool Fill()
    {
        if (at < end)
        {
            return true;
        }

        try
        {
            (at, end) = (0, stream.Read(buffer, 0, buffer.Length));
        }
        catch (IOException e)
        {
            (at, end, Broken) = (0, 0, e);
        }

        return end > 0;
    }
}
