using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace TakedownWorker.Tests.Support;

/// <summary>The built executable as a process of its own, with a data folder of its own: for what only a process shows.</summary>
internal sealed class BuiltProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private BuiltProgram(Process process) => this.process = process;

    public IEnumerable<string> Lines => lines;

    public int ExitCode => process.ExitCode;

    public static BuiltProgram Start(string folder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        // env gives the child the default handling of Ctrl-C even where the tests run in the background.
        var start = new ProcessStartInfo("/usr/bin/env")
        {
            UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder,
        };
        foreach (var argument in (string[])["--default-signal=INT,TERM", Path.Combine(AppContext.BaseDirectory, "TakedownWorker"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["TMPDIR"] = folder;
        start.Environment["Takedown__DataDirectory"] = Path.Combine(folder, "data");
        start.Environment["Takedown__Api__HealthPort"] = "0";
        start.Environment["Takedown__Contacts__LookUp"] = "false";
        foreach (var (key, value) in settings)
        {
            start.Environment["Takedown__" + key] = value;
        }

        var program = new BuiltProgram(new Process { StartInfo = start });
        program.process.OutputDataReceived += program.Keep;
        program.process.ErrorDataReceived += program.Keep;
        program.process.Start();
        program.process.BeginErrorReadLine();
        program.process.BeginOutputReadLine();
        return program;
    }

    /// <summary>Until a line of stdout or stderr holds the text.</summary>
    public async Task SaysAsync(string text, CancellationToken cancellationToken) =>
        await UntilAsync(() => lines.Any(l => l.Contains(text, StringComparison.Ordinal)), $"the program says '{text}'", cancellationToken);

    public async Task UntilAsync(Func<bool> condition, string what, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition() && await tick.WaitForNextTickAsync(cancellationToken))
        {
            Assert.False(process.HasExited, $"The program ended before {what}: {string.Join('\n', lines)}");
            Assert.True(watch.Elapsed < Patience, $"Waited {Patience.TotalSeconds:0} s until {what}: {string.Join('\n', lines)}");
        }
    }

    /// <summary>Sends the signal and waits for the end.</summary>
    /// <param name="signal">TERM or INT (Ctrl-C).</param>
    /// <returns>How long the end took.</returns>
    public async Task<TimeSpan> StopAsync(string signal, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("/bin/kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(cancellationToken);
        }

        return await EndAsync(watch, cancellationToken);
    }

    public Task<TimeSpan> EndAsync(CancellationToken cancellationToken) => EndAsync(Stopwatch.StartNew(), cancellationToken);

    /// <summary>SIGKILL, at this instant.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task<TimeSpan> EndAsync(Stopwatch watch, CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        return watch.Elapsed;
    }

    private void Keep(object sender, DataReceivedEventArgs e)
    {
        if (e.Data is not null)
        {
            lines.Enqueue(e.Data);
        }
    }
}
