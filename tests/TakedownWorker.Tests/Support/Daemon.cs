using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace TakedownWorker.Tests.Support;

/// <summary>Starting and stopping of real servers: output to a file (a pipe would be held open for ever), stopped by process id.</summary>
internal static class Daemon
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command that returns (a server's own start command too); throws with its output when it fails.</summary>
    public static async Task RunAsync(string outputFile, string command, params string[] arguments)
    {
        string[] shell = ["-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", outputFile, command, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", shell) { UseShellExecute = false })!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command} ended with {process.ExitCode}: {await File.ReadAllTextAsync(outputFile)}");
        }
    }

    /// <summary>Polls, with a bound; <paramref name="what"/> is what the failure names.</summary>
    public static async Task UntilAsync(string what, Func<bool> holds)
    {
        var start = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"Not within {Patience.TotalSeconds:0} s: {what}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Ends the process whose id stands in the file, and waits until it is gone.</summary>
    public static async Task StopAsync(string pidFile)
    {
        if (!File.Exists(pidFile))
        {
            return;
        }

        // By the shell: Postfix holds a lock on this file, which .NET would respect.
        using var kill = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "read id < \"$0\"; echo $id; kill -TERM $id", pidFile]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var id = int.Parse(await kill.StandardOutput.ReadToEndAsync(), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        await kill.WaitForExitAsync();
        // A daemon is nobody's child here, so a zombie may stay until the machine's init reaps it.
        await UntilAsync("the server's end", () => !File.Exists($"/proc/{id}/stat") || File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal));
    }

    public static bool Answers(IPAddress address, int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A port that was free on these addresses a moment ago.</summary>
    public static int FreePort(params ReadOnlySpan<IPAddress> addresses)
    {
        while (true)
        {
            using var first = new TcpListener(IPAddress.Loopback, 0);
            first.Start();
            var port = ((IPEndPoint)first.LocalEndpoint).Port;
            var free = true;
            foreach (var address in addresses)
            {
                free &= address.Equals(IPAddress.Loopback) || IsFree(address, port);
            }

            if (free)
            {
                return port;
            }
        }
    }

    private static bool IsFree(IPAddress address, int port)
    {
        using var probe = new TcpListener(address, port);
        try
        {
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
