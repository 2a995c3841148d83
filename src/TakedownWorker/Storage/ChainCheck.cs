using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>What verification keeps of one entry: not its body.</summary>
/// <param name="Seq">Where it stands.</param>
/// <param name="Prev">The hash before, as it says.</param>
/// <param name="Hash">Its own hash, as it says.</param>
/// <param name="Proven">Its hash agrees with what it holds where it stands, and its body opens there (or the case's key was destroyed).</param>
internal readonly record struct CheckedEntry(long Seq, byte[] Prev, byte[] Hash, bool Proven);

/// <summary>
/// Names what is wrong with one chain. An entry is <c>altered</c> when it stands where it was written but holds something
/// else, <c>reordered</c> when it was written for another place in another order, <c>inserted</c> when it was never written,
/// <c>missing</c> when its number is nowhere.
/// </summary>
internal static class ChainCheck
{
    /// <summary>Checks one entry by itself.</summary>
    public static CheckedEntry Check(LedgerRow row, ICaseKey? key)
    {
        var proven = LedgerHash.Of(row).AsSpan().SequenceEqual(row.Hash) && (key is null || Opens(row, row.Seq, key));
        return new CheckedEntry(row.Seq, row.PrevHash, row.Hash, proven);
    }

    /// <summary>For an entry that is not what its place says: the place it was written for; 0 when it was never written.</summary>
    public static long OriginOf(LedgerRow row, ICaseKey? key, long last)
    {
        for (var seq = 1L; seq <= last; seq++)
        {
            if (seq != row.Seq && LedgerHash.Of(row, seq).AsSpan().SequenceEqual(row.Hash) && (key is null || Opens(row, seq, key)))
            {
                return seq;
            }
        }

        return 0;
    }

    /// <param name="entries">Every entry, by the place where it stands.</param>
    /// <param name="origin">Place that an unproven entry was written for; 0 for none.</param>
    public static IEnumerable<(long Seq, string Fault)> Faults(
        IReadOnlyList<CheckedEntry> entries, IReadOnlyDictionary<long, long> origin, ChainHead head, ChainHead genesis)
    {
        // Where each number of the chain is found now.
        var found = entries.Where(e => e.Proven).Select(e => e.Seq).Concat(origin.Values.Where(s => s > 0)).ToHashSet();
        var shift = 0L;
        var next = 1L;
        byte[]? before = genesis.Hash;
        foreach (var e in entries)
        {
            var place = e.Proven ? e.Seq : origin.GetValueOrDefault(e.Seq);
            if (place == 0 || place > head.Seq)
            {
                var foreign = found.Contains(e.Seq) || e.Seq > head.Seq || e.Seq < 1;
                shift += foreign && e.Seq <= head.Seq ? 1 : 0;
                yield return (e.Seq, foreign ? "inserted" : "altered");
                found.Add(e.Seq);
                before = foreign ? before : null;
                next += foreign ? 0 : 1;
                continue;
            }

            if (place != next && place != e.Seq && place != e.Seq - shift && found.Contains(next))
            {
                yield return (e.Seq, "reordered");
                before = null;
                next++;
                continue;
            }

            // The entry before was rewritten with a hash of its own: this one still names the true one.
            if (before is not null && place == next && !e.Prev.AsSpan().SequenceEqual(before))
            {
                yield return (Math.Max(1, place - 1), "altered");
            }

            before = e.Hash;
            next = place + 1;
        }

        for (var seq = 1L; seq <= head.Seq; seq++)
        {
            if (!found.Contains(seq))
            {
                yield return (seq, "missing");
            }
        }

        if (before is not null && next == head.Seq + 1 && !before.AsSpan().SequenceEqual(head.Hash))
        {
            yield return (Math.Max(1, head.Seq), "altered");
        }
    }

    private static bool Opens(LedgerRow row, long seq, ICaseKey key)
    {
        try
        {
            key.Open(LedgerHash.PlaceOf(row, seq), row.Body);
            return true;
        }
        catch (SealBrokenException)
        {
            return false;
        }
    }
}
