using System.Buffers.Binary;
using System.Security.Cryptography;
using NodaTime;

namespace TakedownWorker.Core.Replies;

/// <summary>What an address with a token is for.</summary>
internal enum ReplyTokenKind
{
    Reply = 1,
    Bounce = 2,
}

/// <summary>What a token says, once its signature held.</summary>
/// <param name="NoticeTag">First eight bytes of the notice's id.</param>
internal sealed record ReplyTokenReading(ReplyTokenKind Kind, ulong NoticeTag, LocalDate Expires);

/// <summary>
/// The signed part of <c>reply+token@</c> and <c>bounce+token@</c>: kind, notice, last day of validity, and an HMAC-SHA-256
/// cut to 80 bits, in base32. With the prefix it stays within the 64 octets of a local part (RFC 5321 section 4.5.3.1.1).
/// Forged or expired tokens match nothing.
/// </summary>
internal static class ReplyToken
{
    private const int PayloadLength = 11;
    private const int MacLength = 10;
    private static readonly LocalDate Epoch = new(2020, 1, 1);

    public static string Create(ReplyTokenKind kind, NoticeId notice, LocalDate expires, ReadOnlySpan<byte> key)
    {
        Span<byte> token = stackalloc byte[PayloadLength + MacLength];
        token[0] = (byte)kind;
        BinaryPrimitives.WriteUInt64BigEndian(token[1..], TagOf(notice));
        BinaryPrimitives.WriteUInt16BigEndian(token[9..], checked((ushort)Period.DaysBetween(Epoch, expires)));
        Mac(token[..PayloadLength], key, token[PayloadLength..]);
        return Base32.Encode(token);
    }

    /// <summary>Null when it was not made with this key, was changed, or its last day is before <paramref name="today"/>.</summary>
    public static ReplyTokenReading? Read(string token, LocalDate today, ReadOnlySpan<byte> key)
    {
        if (Base32.Decode(token) is not { Length: PayloadLength + MacLength } bytes)
        {
            return null;
        }

        Span<byte> mac = stackalloc byte[MacLength];
        Mac(bytes.AsSpan(0, PayloadLength), key, mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes.AsSpan(PayloadLength)) || !Enum.IsDefined((ReplyTokenKind)bytes[0]))
        {
            return null;
        }

        var expires = Epoch.PlusDays(BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(9)));
        return today > expires
            ? null
            : new ReplyTokenReading((ReplyTokenKind)bytes[0], BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(1)), expires);
    }

    public static ulong TagOf(NoticeId notice) => BinaryPrimitives.ReadUInt64BigEndian(notice.Value.ToByteArray(bigEndian: true));

    private static void Mac(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> key, Span<byte> mac)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, payload, whole);
        whole[..MacLength].CopyTo(mac);
    }
}
