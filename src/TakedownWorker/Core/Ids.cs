using System.Security.Cryptography;
using System.Text;

namespace TakedownWorker.Core;

/// <summary>One person's matter.</summary>
internal readonly record struct CaseId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>Everything known and done about one reported URL in one case; the unit of decision.</summary>
internal readonly record struct TakedownId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>One letter that gathers the items of one case to one party.</summary>
internal readonly record struct NoticeId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>Something only a human can do.</summary>
internal readonly record struct TaskId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>
/// Ids that follow from what they name, so that the same fact told twice is the same fact: SHA-256 over the parts,
/// length-prefixed, cut to 128 bits.
/// </summary>
internal static class DerivedId
{
    public static Guid From(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
