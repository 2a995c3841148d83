using System.Diagnostics;
using TakedownWorker.Tests.Support;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace TakedownWorker.Tests.Support;

/// <summary>
/// A PostgreSQL of our own for the whole run, started by the first test that asks, on a Unix socket (no port to collide on),
/// without fsync. Tests that need it skip where the package is missing.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Database that every test's own is copied from.</summary>
    internal const string Template = "prepared";

    /// <summary>Database that one class uses again and again.</summary>
    internal const string Emptied = "emptied";

    private readonly SemaphoreSlim gate = new(1, 1);
    private byte[]? templateKey;
    private string? folder;
    private string bin = "";

    /// <summary>Connection string of the server, without a database, and the master key of <see cref="Template"/>.</summary>
    internal async Task<(string Server, byte[] TemplateKey)> StartedAsync()
    {
        bin = FindBin() ?? "";
        Assert.SkipWhen(bin.Length == 0, "the Debian package postgresql is not installed");
        await gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            folder ??= await StartAsync();
            var server = $"Host={folder};Username=postgres;Maximum Pool Size=20";
            templateKey ??= await TestStore.MakePostgresTemplateAsync(server);
            return (server, templateKey);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is not null)
        {
            await RunAsync("pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "stop");
            Directory.Delete(folder, recursive: true);
        }

        gate.Dispose();
    }

    private async Task<string> StartAsync()
    {
        var root = Directory.CreateTempSubdirectory("takedown-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", root);
        }

        await RunAsync("initdb", "-D", $"{root}/data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8");
        await RunAsync(
            "pg_ctl", "-D", $"{root}/data", "-w", "-s", "-l", $"{root}/log", "-o",
            $"-c listen_addresses='' -k {root} -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200", "start");
        return root;
    }

    private static string? FindBin() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => d + "/bin").Where(d => File.Exists(d + "/initdb")).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    /// <summary>PostgreSQL refuses to run as root: its programs run as its own user then.</summary>
    private async Task RunAsync(string program, params string[] arguments)
    {
        var own = File.Exists(Path.Combine(bin, program));
        var path = own ? Path.Combine(bin, program) : program;
        var start = own && Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.WorkingDirectory = "/";
        start.RedirectStandardOutput = program != "pg_ctl";
        using var process = Process.Start(start)!;
        var output = start.RedirectStandardOutput ? await process.StandardOutput.ReadToEndAsync() : "";
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {output}");
    }
}
