namespace TakedownWorker.Hosting;

/// <summary>Ids 1300 to 1399: what the store says.</summary>
internal static partial class Log
{
    [LoggerMessage(1300, LogLevel.Error, "Look row {Row} does not open: it was altered or moved. It is put aside for a day; run 'evidence verify'.")]
    public static partial void SealedLookBroken(this ILogger logger, long row);

    [LoggerMessage(1301, LogLevel.Error, "Outbox row {Id} does not open: it was altered or moved. It is not sent; run 'evidence verify'.")]
    public static partial void SealedLetterBroken(this ILogger logger, Guid id);
}
