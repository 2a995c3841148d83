using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using TakedownWorker.Core;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>One locked case and its transaction.</summary>
internal sealed class CaseSession(Database database, IKeyring keys, WriteScope scope, TakedownDb db, LoadedCase loaded) : ICaseSession
{
    private bool done;

    public CaseFile File => loaded.File;

    public ImmutableArray<StoredTask> Tasks => loaded.Tasks;

    public ReadOnlyMemory<byte> FingerprintKey => loaded.Key.Fingerprints;

    public async Task CommitAsync(CaseCommit commit, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(done, this);
        done = true;
        try
        {
            await new CaseWriter(db, keys, loaded).WriteAsync(commit, cancellationToken);
            LedgerWriter.Append(db, keys, loaded, commit.Ledger);
            await db.SaveChangesAsync(cancellationToken);
            await new WorkWriter(scope, keys, loaded).WriteAsync(commit, cancellationToken);
            await new HostFactWriter(scope, keys).WriteAsync(commit.File.Facts.Id, commit.HostFacts, cancellationToken);
            await scope.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw Changed();
        }
        catch (Exception e) when (database.IsDuplicate(e))
        {
            throw new InvalidOperationException(
                $"Case {loaded.Row.Reference}: an address, an item or a letter of this commit stands in the database already. Nothing was written.", e);
        }
        catch (Exception e) when (database.IsDeadlock(e))
        {
            throw Changed();
        }
        finally
        {
            await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        done = true;
        await db.DisposeAsync();
        await scope.DisposeAsync();
    }

    private CaseChangedException Changed() => new($"Case {loaded.Row.Reference}: another writer was first.");
}
