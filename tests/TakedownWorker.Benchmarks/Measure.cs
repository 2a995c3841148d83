using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace TakedownWorker.Benchmarks;

/// <summary>Time, processor time and peak memory of this process between start and end.</summary>
internal sealed class Measure
{
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly long allocated = GC.GetTotalAllocatedBytes();
    private readonly TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;

    public void Print(int looks, int faults)
    {
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var used = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds;
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            looks,
            faults,
            seconds = Math.Round(seconds, 2),
            perSecond = Math.Round(looks / seconds),
            cpuMs = Math.Round(used / looks, 3),
            peakMb = PeakMegabytes(),
            allocatedKb = (GC.GetTotalAllocatedBytes() - allocated) / looks / 1024,
            collections = new[] { GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2) },
        }));
    }

    /// <summary>Highest resident set so far (VmHWM of proc(5)), MB.</summary>
    private static long PeakMegabytes() => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024)
        .Single();
}
