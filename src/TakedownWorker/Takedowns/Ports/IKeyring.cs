using TakedownWorker.Core;

namespace TakedownWorker.Takedowns.Ports;

/// <summary>What a keyed hash names; each has its own key, so that equal texts of two kinds never look alike.</summary>
internal enum KeyedName
{
    /// <summary>Normal form of a reported URL.</summary>
    Url,
    Host,

    /// <summary>The caller's own id of a case.</summary>
    Caller,
    Route,
    Party,

    /// <summary>A case that met a party, for counting only.</summary>
    HostCase,
}

/// <summary>
/// The keys of this installation, all derived from the master key. Unlocked once at start by
/// <see cref="IDatabaseMigrator.PrepareAsync"/>, which knows whether the database already belongs to a key.
/// </summary>
internal interface IKeyring
{
    /// <summary>Reads the master key from its file; makes the file only where the database knows no key yet.</summary>
    /// <param name="knownId">Id of the key that the database belongs to; null for a new database.</param>
    /// <returns>Id of the key.</returns>
    /// <exception cref="MasterKeyException">Missing, unreadable, readable by others, or another key: it is never replaced.</exception>
    string Unlock(string? knownId);

    /// <summary>Id of the master key: a hash that says nothing about the key.</summary>
    string MasterKeyId { get; }

    /// <summary>Key of the signed tokens in reply and bounce addresses.</summary>
    ReadOnlyMemory<byte> ReplyTokens { get; }

    /// <summary>HMAC-SHA-256 cut to 128 bits, base64url: for looking up and grouping without knowing.</summary>
    string Hash(KeyedName what, string value);

    /// <summary>HMAC-SHA-256 under the ledger's key: the heads of chains and checkpoints, which nobody with only the database can move.</summary>
    byte[] LedgerMac(ReadOnlySpan<byte> data);

    /// <summary>A new data key and its wrapped form for the case's row.</summary>
    (ICaseKey Key, byte[] Wrapped) NewCaseKey(CaseId id);

    /// <exception cref="SealBrokenException">The wrapped key was altered, or belongs to another case.</exception>
    ICaseKey OpenCaseKey(CaseId id, ReadOnlySpan<byte> wrapped);

    /// <summary>Seals what belongs to no case (the reason of a hold).</summary>
    byte[] Seal(SealedPlace place, ReadOnlySpan<byte> plain);

    /// <exception cref="SealBrokenException">Altered, or moved from another place.</exception>
    byte[] Open(SealedPlace place, ReadOnlySpan<byte> sealedBytes);
}

/// <summary>The data key of one case.</summary>
internal interface ICaseKey
{
    byte[] Seal(SealedPlace place, ReadOnlySpan<byte> plain);

    /// <exception cref="SealBrokenException">Altered, or moved from another row or column.</exception>
    byte[] Open(SealedPlace place, ReadOnlySpan<byte> sealedBytes);

    /// <summary>Key of this case's text fingerprints.</summary>
    ReadOnlyMemory<byte> Fingerprints { get; }
}

/// <summary>Where sealed bytes stand: the associated data, so that they open nowhere else.</summary>
internal readonly record struct SealedPlace(string Table, string Column, string Row)
{
    public override string ToString() => $"{Table}|{Column}|{Row}";
}

/// <summary>The master key cannot be used; the message names file and cure.</summary>
internal sealed class MasterKeyException(string message) : Exception(message);

/// <summary>Sealed bytes do not open: altered, moved, or sealed under another key.</summary>
internal sealed class SealBrokenException(string message, Exception? inner = null) : Exception(message, inner);
