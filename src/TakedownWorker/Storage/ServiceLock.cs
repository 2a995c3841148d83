using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

/// <summary>An OS lock on a file beside the database: gone with its process, however that ends.</summary>
internal sealed class ServiceLock(Database database) : IServiceLock
{
    private static readonly string[] Leased = ["looks", "wakeups", "route_work", "outbox"];

    public async Task<int> FreeDeadLeasesAsync(CancellationToken cancellationToken)
    {
        if (database is not SqliteDatabase)
        {
            return 0;
        }

        var freed = 0;
        foreach (var table in Leased)
        {
            freed += await database.WriteAsync(
                s => s.Command($"UPDATE {table} SET lease_token = NULL, lease_until = 0 WHERE lease_until > 0"), cancellationToken);
        }

        return freed;
    }

    public IDisposable Acquire()
    {
        if (database is not SqliteDatabase sqlite)
        {
            return new MemoryStream(0);
        }

        var path = sqlite.FilePath + ".service";
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException(
                $"Another service runs on the database '{sqlite.FilePath}' (its lock is '{path}'). Cure: stop it first; for several replicas use Storage:Provider PostgreSql.", e);
        }
    }
}
