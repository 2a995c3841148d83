using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace TakedownWorker.Fetching;

/// <summary>
/// Every word of an answer, in order, hashed under the case's key: the same page with other counters, times and tokens has
/// the same skeleton, a page that says one word more or less has another. Scripts, attributes and comments count, since
/// the judge looks at some of them. One pass over the bytes whatever the character set: what is not ASCII is a letter.
/// </summary>
internal static class PageSkeleton
{
    /// <summary>Stands for a number, or for letters and digits mixed (tokens, hashes, ids): both change with every visit.</summary>
    private const byte Volatile = (byte)'0';

    /// <summary>Null without a key.</summary>
    /// <param name="frame">What the answer is apart from its text: status, way, type.</param>
    /// <param name="body">The text as received, decompressed.</param>
    /// <param name="key">Fingerprint key of the case.</param>
    public static string? Of(string frame, ReadOnlySpan<byte> body, ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
        {
            return null;
        }

        var most = Encoding.UTF8.GetMaxByteCount(frame.Length) + 1 + body.Length;
        var room = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            var length = Encoding.UTF8.GetBytes(frame, room);
            room[length++] = 0;
            length += Words(body, room.AsSpan(length));
            Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
            HMACSHA256.HashData(key, room.AsSpan(0, length), hash);
            return Convert.ToHexStringLower(hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room, clearArray: true);
        }
    }

    /// <summary>Words, marks between them and placeholders; never longer than what it reads.</summary>
    private static int Words(ReadOnlySpan<byte> body, Span<byte> words)
    {
        var length = 0;
        for (var at = 0; at < body.Length;)
        {
            var end = at;
            var (letters, digits) = (false, false);
            for (; end < body.Length && IsWord(body[end]); end++)
            {
                var digit = char.IsAsciiDigit((char)body[end]);
                (letters, digits) = (letters || !digit, digits || digit);
            }

            if (end == at)
            {
                words[length++] = body[at++];
                continue;
            }

            if (digits)
            {
                words[length++] = Volatile;
            }
            else
            {
                body[at..end].CopyTo(words[length..]);
                length += end - at;
            }

            at = end;
        }

        return length;
    }

    private static bool IsWord(byte b) => b >= 0x80 || char.IsAsciiLetterOrDigit((char)b);
}
