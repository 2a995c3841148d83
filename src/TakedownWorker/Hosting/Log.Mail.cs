namespace TakedownWorker.Hosting;

/// <summary>Ids 1200 to 1299: letters out. The cure is our own text; what a server said stays out, it may repeat an address.</summary>
internal static partial class Log
{
    [LoggerMessage(1200, LogLevel.Warning, "No letter can leave for now ({Result}). {Error}")]
    public static partial void MailServerUnusable(ILogger logger, string result, string error);
}
