namespace TakedownWorker.Hosting;

/// <summary>
/// Every log message, with its id. No personal data, no address and no URL: references, ids, numbers and rule ids only
/// (DESIGN 4.3), held by a test. Ids by area, a file each: 1000 start and stop, 1100 fetching, 1200 mail, 1300 storage,
/// 1400 takedowns, 1500 jobs.
/// </summary>
internal static partial class Log
{
}
