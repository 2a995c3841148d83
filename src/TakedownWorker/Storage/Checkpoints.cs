using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>
/// Each checkpoint hashes the heads of the chains that grew since the one before, and that one's hash. Its keyed hash, and
/// the keyed hash of the newest on the installation's row, keep whoever has only the database from making or dropping one.
/// </summary>
internal sealed class Checkpoints(Database database, IKeyring keys)
{
    private const string Duty = "checkpoint";

    private const string AddHeads = """
        INSERT INTO checkpoint_heads (case_id, seq, checkpoint, hash)
        SELECT c.id, c.ledger_seq, @seq, c.ledger_hash FROM cases c
        WHERE c.ledger_seq > 0
          AND NOT EXISTS (SELECT 1 FROM checkpoint_heads h WHERE h.case_id = c.id AND h.seq = c.ledger_seq)
        """;

    private const string ReadHeads = "SELECT case_id, seq, hash FROM checkpoint_heads WHERE checkpoint = @seq";

    private static readonly byte[] First = new byte[32];

    public async Task<bool> MakeAsync(Instant now, Duration every, CancellationToken cancellationToken)
    {
        await using var scope = await database.BeginWriteAsync(cancellationToken);
        var due = Convert.ToInt64(await scope.Command(database.Sql.DutyRead, ("@name", Duty)).ScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        if (due > Ticks.Of(now))
        {
            return false;
        }

        await scope.Command("UPDATE duties SET due = @due WHERE name = @name", ("@due", Ticks.Of(now + every)), ("@name", Duty)).ExecuteAsync(cancellationToken);
        await WriteAsync(scope, Ticks.Of(now), cancellationToken);
        await scope.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Numbers of checkpoints that are not as they were written.</summary>
    public async Task<List<long>> FaultsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var snapshot = await database.BeginSnapshotAsync(connection, cancellationToken);
        var faults = new List<long>();
        var (seq, prev) = (0L, First);
        foreach (var c in await connection.Command(snapshot, "SELECT seq, at, prev_hash, hash, mac FROM checkpoints ORDER BY seq").ListAsync(
            r => (Seq: r.GetInt64(0), At: r.GetInt64(1), Prev: r.GetBytes(2), Hash: r.GetBytes(3), Mac: r.GetBytes(4)), cancellationToken))
        {
            for (seq++; seq < c.Seq; seq++)
            {
                faults.Add(seq);
            }

            var heads = await connection.Command(
                    snapshot, ReadHeads, ("@seq", c.Seq))
                .ListAsync(Head, cancellationToken);
            var hash = Hash(c.Seq, c.At, prev, heads);
            if (!hash.AsSpan().SequenceEqual(c.Hash) || !c.Prev.AsSpan().SequenceEqual(prev) || !Mac(c.Seq, c.Hash).AsSpan().SequenceEqual(c.Mac))
            {
                faults.Add(c.Seq);
            }

            prev = c.Hash;
        }

        faults.AddRange(await NewestFaultsAsync(connection, snapshot, (seq, prev), cancellationToken));
        return faults;
    }

    private async Task<IEnumerable<long>> NewestFaultsAsync(
        DbConnection connection, DbTransaction snapshot, (long Seq, byte[] Hash) last, CancellationToken cancellationToken)
    {
        var known = await NewestAsync(connection, snapshot, cancellationToken);
        var unproven = known.Seq > 0 && (known.Mac is null || !Mac(known.Seq, known.Hash).AsSpan().SequenceEqual(known.Mac));
        return known.Seq > last.Seq ? Enumerable.Range(0, (int)Math.Min(1000, known.Seq - last.Seq)).Select(i => last.Seq + 1 + i)
            : unproven || known.Seq < last.Seq || !known.Hash.AsSpan().SequenceEqual(last.Hash) ? [last.Seq]
            : [];
    }

    private async Task WriteAsync(WriteScope scope, long at, CancellationToken cancellationToken)
    {
        var newest = await NewestAsync(scope.Connection, scope.Transaction, cancellationToken);
        var seq = newest.Seq + 1;
        if (await scope.Command(AddHeads, ("@seq", seq)).ExecuteAsync(cancellationToken) == 0)
        {
            return;
        }

        var hash = Hash(seq, at, newest.Hash, await scope.Command(ReadHeads, ("@seq", seq)).ListAsync(Head, cancellationToken));
        var mac = Mac(seq, hash);
        await scope.Command(
            "INSERT INTO checkpoints (seq, at, prev_hash, hash, mac) VALUES (@seq, @at, @prev, @hash, @mac)",
            ("@seq", seq), ("@at", at), ("@prev", newest.Hash), ("@hash", hash), ("@mac", mac)).ExecuteAsync(cancellationToken);
        await scope.Command(
            "UPDATE installation SET checkpoint_seq = @seq, checkpoint_hash = @hash, checkpoint_mac = @mac",
            ("@seq", seq), ("@hash", hash), ("@mac", mac)).ExecuteAsync(cancellationToken);
    }

    private static async Task<(long Seq, byte[] Hash, byte[]? Mac)> NewestAsync(
        DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken) =>
        (await connection.Command(transaction, "SELECT checkpoint_seq, checkpoint_hash, checkpoint_mac FROM installation").ListAsync(
            r => (r.GetInt64(0), r.IsDBNull(1) ? First : r.GetBytes(1), r.IsDBNull(2) ? null : r.GetBytes(2)), cancellationToken)).Single();

    private static (Guid Case, long Seq, byte[] Hash) Head(DbDataReader r) => (r.GetGuid(0), r.GetInt64(1), r.GetBytes(2));

    /// <summary>Sorted here: the two databases sort ids differently.</summary>
    private static byte[] Hash(long seq, long at, byte[] prev, List<(Guid Case, long Seq, byte[] Hash)> heads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes($"checkpoint|{seq}|{at}|{Convert.ToHexStringLower(prev)}\n"));
        foreach (var h in heads.OrderBy(h => h.Case).ThenBy(h => h.Seq))
        {
            hash.AppendData(Encoding.ASCII.GetBytes($"{h.Case:N}|{h.Seq}|{Convert.ToHexStringLower(h.Hash)}\n"));
        }

        return hash.GetHashAndReset();
    }

    private byte[] Mac(long seq, byte[] hash) => keys.LedgerMac(Encoding.ASCII.GetBytes($"checkpoint|{seq}|{Convert.ToHexStringLower(hash)}"));
}
