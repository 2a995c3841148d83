namespace TakedownWorker.Takedowns.Ports;

/// <summary>Brings the database to this version and to its key. Every command that uses the database starts here.</summary>
internal interface IDatabaseMigrator
{
    /// <summary>
    /// Once at start: migrates where <c>Storage:MigrateOnStart</c> says so, else refuses an old database; then unlocks the
    /// keys. Cheap when there is nothing to do.
    /// </summary>
    /// <exception cref="DatabaseException">Not reachable, older or newer than this program: the message says the cure.</exception>
    /// <exception cref="MasterKeyException">The master key is missing or another one.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary><c>db migrate</c>: names of the migrations that were applied, in order; empty when there was nothing to do.</summary>
    /// <exception cref="DatabaseException">Not reachable, or somebody else migrates for too long.</exception>
    Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken);
}

/// <summary>One service for one SQLite file; commands open the file beside it.</summary>
internal interface IServiceLock
{
    /// <summary>Held until disposed or until the process ends, however it ends. On PostgreSQL there is nothing to hold.</summary>
    /// <exception cref="DatabaseException">Another service runs on this file.</exception>
    IDisposable Acquire();

    /// <summary>
    /// Frees what the last service had under way when it was killed: the lock proves that it is dead, so nobody waits for its
    /// leases to end. A letter stays Sending and is repeated with its mark. On PostgreSQL other replicas live: nothing is freed.
    /// </summary>
    /// <returns>Leases freed.</returns>
    Task<int> FreeDeadLeasesAsync(CancellationToken cancellationToken);
}

/// <summary>The database cannot be used as it is; the message says why and the cure.</summary>
internal sealed class DatabaseException(string message, Exception? inner = null) : Exception(message, inner);
