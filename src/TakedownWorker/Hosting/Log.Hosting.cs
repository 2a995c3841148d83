namespace TakedownWorker.Hosting;

/// <summary>Ids 1000 to 1099: start and stop.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Started; health on port {Port}")]
    public static partial void Started(ILogger logger, string port);

    [LoggerMessage(1001, LogLevel.Information, "Stopped; what was not finished is handed back")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(1002, LogLevel.Information, "The last service ended without a stop; {Leases} pieces of work that it had under way are free again")]
    public static partial void LeasesFreed(ILogger logger, int leases);
}
