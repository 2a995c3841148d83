namespace TakedownWorker.Hosting;

/// <summary>Ids 1400 to 1499: steps of cases and their work.</summary>
internal static partial class Log
{
    [LoggerMessage(1400, LogLevel.Debug, "{Reference}: {Events} events, {Decisions} decisions committed")]
    public static partial void StepCommitted(ILogger logger, string reference, int events, int decisions);

    [LoggerMessage(1401, LogLevel.Debug, "{Reference}: another writer was first, deciding again ({Attempt})")]
    public static partial void CaseOvertaken(ILogger logger, string reference, int attempt);

    [LoggerMessage(1402, LogLevel.Error, "{Work} failed for takedown {Takedown}: {Error}")]
    public static partial void WorkFailed(ILogger logger, string work, string takedown, string error);

    [LoggerMessage(1403, LogLevel.Warning, "The stop did not wait for {Looks} looks: their leases run out and they are made again")]
    public static partial void StopCutLooksShort(ILogger logger, int looks);

    [LoggerMessage(1404, LogLevel.Critical, "More than {Limit} first letters left within an hour: everything is held. See 'task list', then 'release'")]
    public static partial void FuseBlown(ILogger logger, int limit);

    [LoggerMessage(1405, LogLevel.Information, "Letter {Letter}, try {Try}: {Result}")]
    public static partial void LetterTried(ILogger logger, string letter, int @try, string result);

    [LoggerMessage(1406, LogLevel.Error, "Own outage seen from {Vantage}: control addresses or proxy do not answer. Looks are void, nothing is called gone, letters wait for looks. Check this machine's network")]
    public static partial void OwnOutageBegan(ILogger logger, string vantage);

    [LoggerMessage(1407, LogLevel.Warning, "Own outage seen from {Vantage} is over after {Minutes} minutes; {Looks} looks were void and are being made again")]
    public static partial void OwnOutageOver(ILogger logger, string vantage, long minutes, int looks);
}
