using TakedownWorker.Hosting.Options;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Storage;

internal static class StorageRegistration
{
    /// <summary>Needs an <see cref="IKeyring"/> and the keyed clocks.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, TakedownOptions options) => services.AddStorage(new StorageSettings(
        options.Storage.Provider == StorageProvider.PostgreSql, options.Storage.ConnectionString, options.DataDirectory, options.Storage.MigrateOnStart));

    /// <summary>Needs an <see cref="IKeyring"/> and the keyed clocks.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<Database>(_ => settings.Postgres ? new PostgresDatabase(settings) : new SqliteDatabase(settings))
        .AddSingleton<IDatabaseMigrator, DatabaseMigrator>()
        .AddSingleton<IServiceLock, ServiceLock>()
        .AddSingleton<ICaseStore, CaseStore>()
        .AddSingleton<ILookQueue, LookQueue>()
        .AddSingleton<IWakeUpQueue, WakeUpQueue>()
        .AddSingleton<IRouteWorkQueue, RouteWorkQueue>()
        .AddSingleton<IOutbox, Outbox>()
        .AddSingleton<IRouteTrust, RouteTrustStore>()
        .AddSingleton<IHostProfiles, HostProfileStore>()
        .AddSingleton<ICaseQueries, CaseQueries>()
        .AddSingleton<ICaseEraser, CaseEraser>()
        .AddSingleton<ILedger, Ledger>();
}
