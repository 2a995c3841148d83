using System.Collections.Immutable;
using System.Text;
using TakedownWorker.Core;
using TakedownWorker.Storage.Rows;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>Numbers, seals, chains and hashes what a commit adds to the ledger, and moves the head.</summary>
internal static class LedgerWriter
{
    public static void Append(TakedownDb db, IKeyring keys, LoadedCase loaded, ImmutableArray<LedgerEntry> entries)
    {
        var row = loaded.Row;
        var id = new CaseId(row.Id);
        foreach (var entry in entries)
        {
            var line = new LedgerRow
            {
                CaseId = row.Id,
                Seq = row.LedgerSeq + 1,
                At = Ticks.Of(entry.At),
                Kind = entry.Kind,
                Name = entry.Name,
                TakedownId = entry.Takedown?.Value,
                NoticeId = entry.Notice?.Value,
                Rule = entry.Rule,
                RulebookHash = entry.RulebookHash,
                PrevHash = row.LedgerHash!,
                Body = [],
                Hash = [],
            };
            line.Body = loaded.Key.Seal(LedgerHash.PlaceOf(line, line.Seq), Encoding.UTF8.GetBytes(entry.Body));
            line.Hash = LedgerHash.Of(line);
            db.Ledger.Add(line);
            row.LedgerSeq = line.Seq;
            row.LedgerHash = line.Hash;
        }

        if (entries.Length > 0)
        {
            row.LedgerMac = keys.LedgerMac(new ChainHead(row.LedgerSeq, row.LedgerHash!).Bytes(id));
        }
    }
}
