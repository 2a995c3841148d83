namespace TakedownWorker.Takedowns;

/// <summary>
/// Keys of the two registered <see cref="TimeProvider"/>s. Deadlines, rhythm and policies read <see cref="Domain"/>,
/// which a demo or a story may accelerate; HTTP time-outs, leases, back-off and Quartz read <see cref="Machine"/>,
/// which is always the machine's own.
/// </summary>
internal static class Clocks
{
    public const string Domain = "domain";
    public const string Machine = "machine";
}
