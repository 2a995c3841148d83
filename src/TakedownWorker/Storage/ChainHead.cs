using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TakedownWorker.Core;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>The newest entry of a case's chain. Its keyed hash stands on the case's row: nobody with only the database can move it.</summary>
internal readonly record struct ChainHead(long Seq, byte[] Hash)
{
    /// <summary>Before the first entry: ties the chain to its case.</summary>
    public static ChainHead Genesis(CaseId id) => new(0, SHA256.HashData(Encoding.ASCII.GetBytes($"takedown-ledger|{id}")));

    /// <summary>What the keyed hash runs over.</summary>
    public byte[] Bytes(CaseId id) => Encoding.ASCII.GetBytes($"head|{id}|{Seq}|{Convert.ToHexStringLower(Hash)}");
}

/// <summary>Hash of one entry: SHA-256 over every column and the hash before, each part with its length.</summary>
internal static class LedgerHash
{
    public static byte[] Of(LedgerRow row) => Of(row, row.Seq);

    /// <summary>As if the entry stood at <paramref name="seq"/>: verification asks where a moved entry came from.</summary>
    public static byte[] Of(LedgerRow row, long seq)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, row.PrevHash);
        Add(hash, Encoding.UTF8.GetBytes(Clear(row, seq)));
        Add(hash, row.Body);
        return hash.GetHashAndReset();
    }

    /// <summary>Where the body is sealed to: the entry's clear columns are part of it, so that none can be changed alone.</summary>
    public static SealedPlace PlaceOf(LedgerRow row, long seq) => new("ledger", "body", Clear(row, seq));

    private static string Clear(LedgerRow row, long seq) => string.Join(
        '\u001f', row.CaseId.ToString("N"), seq, row.At, row.Kind, row.Name, row.TakedownId?.ToString("N"), row.NoticeId?.ToString("N"),
        row.Rule, row.RulebookHash);

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
