namespace TakedownWorker.Hosting;

/// <summary>
/// Every log message, with its id. No personal data, no address and no URL: references, ids, numbers and rule ids only
/// (DESIGN 4.3), held by a test.
/// </summary>
internal static partial class Log
{
}
