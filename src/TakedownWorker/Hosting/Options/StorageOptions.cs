namespace TakedownWorker.Hosting.Options;

/// <summary>Which database.</summary>
internal sealed class StorageOptions
{
    /// <summary>One file to start (default), PostgreSQL for replicas.</summary>
    public StorageProvider Provider { get; set; }

    /// <summary>Empty: <c>takedown.db</c> in the data directory (SQLite only). A secret: set it by file or environment.</summary>
    [Sensitive]
    public string ConnectionString { get; set; } = "";

    /// <summary>False: an old database is refused until <c>db migrate</c>. Default true.</summary>
    public bool MigrateOnStart { get; set; } = true;
}

internal enum StorageProvider
{
    Sqlite,
    PostgreSql,
}
