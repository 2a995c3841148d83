using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Cli;

/// <summary>SIGTERM and Ctrl-C in the middle of work, on the built program.</summary>
[Trait("Category", "Slow")]
public sealed class StopTests : IDisposable
{
    /// <summary>Promised to whoever stops the container (DESIGN 6.1).</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(8);

    private readonly string folder = Directory.CreateTempSubdirectory("takedown-stop-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task The_service_stops_in_time_with_exit_0_and_hands_back_looks_under_way(string signal)
    {
        using var silent = new SilentHost();
        var settings = new Dictionary<string, string>
        {
            ["Monitoring__AllowedPrivateNetworks__0"] = "127.0.0.0/8", ["Monitoring__PerHostGap"] = "PT0S",
        };
        await ImportAsync(settings, [.. Enumerable.Range(0, 20).Select(n => $"http://127.0.4.{n + 1}:{silent.Port}/p{n}")]);
        await using var service = BuiltProgram.Start(folder, settings, "run");
        await service.UntilAsync(() => silent.Waiting >= 20, "all looks are under way", Cancelled);

        var took = await service.StopAsync(signal, Cancelled);

        Assert.Equal(0, service.ExitCode);
        Assert.True(took < Promised, $"took {took}");
        Assert.Equal(0, Count("looks WHERE lease_until > 0"));
        Assert.Equal(20, Count("looks"));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task The_demo_stops_in_time_with_exit_1_and_leaves_no_scratch_folder(string signal)
    {
        await using var demo = BuiltProgram.Start(folder, new Dictionary<string, string>(), "demo", "--out", Path.Combine(folder, "out"));
        await demo.SaysAsync("day 0", Cancelled);

        var took = await demo.StopAsync(signal, Cancelled);

        Assert.Equal(1, demo.ExitCode);
        Assert.Contains(demo.Lines, l => l.StartsWith("takedown: Stopped.", StringComparison.Ordinal));
        Assert.True(took < Promised, $"took {took}");
        Assert.Empty(Directory.GetDirectories(folder, "takedown-demo-*"));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task An_import_that_is_stopped_keeps_whole_cases_and_the_same_file_brings_the_rest(string signal)
    {
        const int Rows = 1500;
        var file = Write([.. Enumerable.Range(0, Rows).Select(n => $"http://site.example/p{n}")], urlsACase: 10);
        await using var first = BuiltProgram.Start(folder, new Dictionary<string, string>(), "case", "import", file, "--json");
        await first.SaysAsync($"500 of {Rows} addresses", Cancelled);

        var took = await first.StopAsync(signal, Cancelled);

        Assert.Equal(1, first.ExitCode);
        Assert.True(took < Promised, $"took {took}");
        Assert.Contains(first.Lines, l => l.StartsWith("takedown: Stopped after ", StringComparison.Ordinal));
        var kept = Result(first);
        Assert.InRange(kept.UrlsNew, 500, Rows - 1);
        Assert.Equal(kept.CasesNew * 10, kept.UrlsNew);
        await using var second = BuiltProgram.Start(folder, new Dictionary<string, string>(), "case", "import", file, "--json");
        await second.EndAsync(Cancelled);
        Assert.Equal((Rows - kept.UrlsNew, kept.UrlsNew), (Result(second).UrlsNew, Result(second).Unchanged));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static (int CasesNew, int UrlsNew, int Unchanged) Result(BuiltProgram import)
    {
        using var json = JsonDocument.Parse(string.Join('\n', import.Lines.SkipWhile(l => !l.StartsWith('{')).TakeWhile(l => l.StartsWith('{') || l.StartsWith(' ') || l.StartsWith('}'))));
        return (json.RootElement.GetProperty("casesNew").GetInt32(), json.RootElement.GetProperty("urlsNew").GetInt32(), json.RootElement.GetProperty("unchanged").GetInt32());
    }

    private async Task ImportAsync(Dictionary<string, string> settings, string[] urls)
    {
        await using var import = BuiltProgram.Start(folder, settings, "case", "import", Write(urls, urls.Length));
        await import.EndAsync(Cancelled);
        Assert.True(import.ExitCode == 0, string.Join('\n', import.Lines));
    }

    private string Write(string[] urls, int urlsACase)
    {
        var file = Path.Combine(folder, "cases.csv");
        File.WriteAllLines(file, ["case,url,adult,under18", .. urls.Select((u, n) => string.Create(CultureInfo.InvariantCulture, $"c{n / urlsACase},{u},yes,no"))]);
        return file;
    }

    private int Count(string from)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "takedown.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM " + from;
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>Accepts on every loopback address and never answers.</summary>
    private sealed class SilentHost : IDisposable
    {
        private readonly List<Socket> waiting = [];
        private readonly List<Socket> listeners = [];

        public SilentHost()
        {
            Listen(IPAddress.Parse("127.0.4.1"), 0);
            Port = ((IPEndPoint)listeners[0].LocalEndPoint!).Port;
            for (var n = 2; n <= 20; n++)
            {
                Listen(IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"127.0.4.{n}")), Port);
            }
        }

        public int Port { get; }

        public int Waiting
        {
            get
            {
                lock (waiting)
                {
                    return waiting.Count;
                }
            }
        }

        public void Dispose()
        {
            listeners.ForEach(l => l.Dispose());
            lock (waiting)
            {
                waiting.ForEach(w => w.Dispose());
            }
        }

        private void Listen(IPAddress address, int port)
        {
            var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
            listener.Bind(new IPEndPoint(address, port));
            listener.Listen();
            listeners.Add(listener);
            _ = AcceptAsync(listener);
        }

        private async Task AcceptAsync(Socket listener)
        {
            try
            {
                while (true)
                {
                    var client = await listener.AcceptAsync();
                    lock (waiting)
                    {
                        waiting.Add(client);
                    }
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
