using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using TakedownWorker.Core;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Privacy;

/// <summary>Every key of the installation, derived from the master key by HKDF-SHA-256 (RFC 5869) under its own name.</summary>
internal sealed class Keyring(string keyFile) : IKeyring
{
    private readonly Lock gate = new();
    private Keys? keys;

    public string MasterKeyId => Unlocked.Id;

    public ReadOnlyMemory<byte> ReplyTokens => Unlocked.ReplyTokens;

    private Keys Unlocked => keys
        ?? throw new InvalidOperationException("The keys are locked: IDatabaseMigrator.PrepareAsync comes before any use of the database.");

    public string Unlock(string? knownId)
    {
        lock (gate)
        {
            var master = MasterKeyFile.Read(keyFile);
            if (master is null && knownId is not null)
            {
                throw new MasterKeyException(
                    $"Privacy:KeyFile '{keyFile}' does not exist, and the database belongs to master key {knownId}. Cure: restore that file from your backup; without it nothing in the database can be read, and it is never replaced.");
            }

            var found = new Keys(master ?? MasterKeyFile.Create(keyFile));
            if (knownId is not null && found.Id != knownId)
            {
                throw new MasterKeyException(
                    $"Privacy:KeyFile '{keyFile}' holds master key {found.Id}, and the database belongs to {knownId}. Cure: restore the file of {knownId}, or point Storage:ConnectionString to the database of this key.");
            }

            keys = found;
            return found.Id;
        }
    }

    public string Hash(KeyedName what, string value) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Unlocked.Names[(int)what], Encoding.UTF8.GetBytes(value)).AsSpan(0, 16));

    public byte[] LedgerMac(ReadOnlySpan<byte> data) => HMACSHA256.HashData(Unlocked.Ledger, data);

    public (ICaseKey Key, byte[] Wrapped) NewCaseKey(CaseId id)
    {
        var key = RandomNumberGenerator.GetBytes(MasterKeyFile.KeyBytes);
        return (new CaseKey(key), Sealing.Seal(Unlocked.Wrapping, PlaceOf(id), key));
    }

    public ICaseKey OpenCaseKey(CaseId id, ReadOnlySpan<byte> wrapped) => new CaseKey(Sealing.Open(Unlocked.Wrapping, PlaceOf(id), wrapped));

    public byte[] Seal(SealedPlace place, ReadOnlySpan<byte> plain) => Sealing.Seal(Unlocked.Installation, place, plain);

    public byte[] Open(SealedPlace place, ReadOnlySpan<byte> sealedBytes) => Sealing.Open(Unlocked.Installation, place, sealedBytes);

    private static SealedPlace PlaceOf(CaseId id) => new("cases", "data_key", id.ToString());

    private static byte[] Derive(byte[] key, string name) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, MasterKeyFile.KeyBytes, info: Encoding.ASCII.GetBytes("takedown/1/" + name));

    private sealed class Keys(byte[] master)
    {
        public string Id { get; } = Convert.ToHexStringLower(Derive(master, "id").AsSpan(0, 8));

        public byte[] Wrapping { get; } = Derive(master, "case-keys");

        public byte[] Installation { get; } = Derive(master, "installation");

        public byte[] Ledger { get; } = Derive(master, "ledger");

        public byte[] ReplyTokens { get; } = Derive(master, "reply-tokens");

        public byte[][] Names { get; } =
            [.. Enum.GetValues<KeyedName>().Select(n => Derive(master, "name/" + n.ToString().ToLowerInvariant()))];
    }

    private sealed class CaseKey(byte[] key) : ICaseKey
    {
        private readonly byte[] sealing = Derive(key, "rows");

        public ReadOnlyMemory<byte> Fingerprints { get; } = Derive(key, "fingerprints");

        public byte[] Seal(SealedPlace place, ReadOnlySpan<byte> plain) => Sealing.Seal(sealing, place, plain);

        public byte[] Open(SealedPlace place, ReadOnlySpan<byte> sealedBytes) => Sealing.Open(sealing, place, sealedBytes);
    }
}
