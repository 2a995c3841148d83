namespace TakedownWorker.Storage;

/// <summary>Which database.</summary>
/// <param name="Postgres">Else SQLite.</param>
/// <param name="ConnectionString">As configured; a relative SQLite file stands in <paramref name="DataDirectory"/>, empty is its <c>takedown.db</c>.</param>
/// <param name="MigrateOnStart">False: an old database is refused, and the cure is <c>db migrate</c>.</param>
internal sealed record StorageSettings(bool Postgres, string ConnectionString, string DataDirectory, bool MigrateOnStart);
