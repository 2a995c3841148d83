using System.Globalization;
using System.Net;
using System.Text;

namespace TakedownWorker.Tests.Support;

/// <summary>
/// nginx on loopback: each host has an address of its own (127.0.2.1, .2 …) and a folder of pages that the test writes and
/// removes while it runs. All share one port.
/// </summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private readonly string folder;
    private readonly Dictionary<string, IPAddress> addresses;

    private NginxServer(string folder, Dictionary<string, IPAddress> addresses, int port) => (this.folder, this.addresses, Port) = (folder, addresses, port);

    public static string? MissingReason => File.Exists(Program) ? null : "needs nginx (Debian nginx-light); eng/test installs it";

    public int Port { get; }

    /// <summary>For <c>Monitoring:HostMap</c>.</summary>
    public IReadOnlyDictionary<string, IPAddress> HostMap => addresses;

    /// <summary>What nginx has said: errors in <c>error.log</c>, visits in <c>access.log</c>.</summary>
    public string Folder => folder;

    /// <summary>Skips the test where nginx is missing.</summary>
    public static async Task<NginxServer> StartAsync(params string[] hosts)
    {
        Assert.SkipUnless(MissingReason is null, MissingReason ?? "");
        var made = Directory.CreateTempSubdirectory("takedown-nginx-").FullName;
        Open(made);
        var map = hosts.Select((h, i) => (h, a: new IPAddress([127, 0, 2, (byte)(i + 1)]))).ToDictionary(x => x.h, x => x.a, StringComparer.Ordinal);
        var server = new NginxServer(made, map, Daemon.FreePort([.. map.Values]));
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public string Url(string host, string path) => $"http://{host}:{Port.ToString(CultureInfo.InvariantCulture)}{path}";

    /// <summary>From now on this page answers 200 with the text.</summary>
    public void Put(string host, string path, string html)
    {
        var file = PageFile(host, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file + ".new", html);
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>From now on this page answers 404.</summary>
    public void Remove(string host, string path) => File.Delete(PageFile(host, path));

    public async ValueTask DisposeAsync()
    {
        await Daemon.StopAsync(Path.Combine(folder, "nginx.pid"));
        Directory.Delete(folder, recursive: true);
    }

    private string PageFile(string host, string path) => Path.Combine(folder, "pages", addresses.ContainsKey(host) ? host : throw new ArgumentException($"no host {host}", nameof(host)), path.TrimStart('/'));

    private async Task StartAsync()
    {
        foreach (var host in addresses.Keys)
        {
            Directory.CreateDirectory(Path.Combine(folder, "pages", host));
        }

        var file = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(file, Configuration());
        await Daemon.RunAsync(Path.Combine(folder, "start.log"), Program, "-p", folder, "-e", Path.Combine(folder, "error.log"), "-c", file);
        await Daemon.UntilAsync("nginx answers", () => addresses.Values.All(a => Daemon.Answers(a, Port)));
    }

    private string Configuration()
    {
        var servers = new StringBuilder();
        foreach (var (host, address) in addresses)
        {
            servers.Append(CultureInfo.InvariantCulture, $"  server {{ listen {address}:{Port}; root {folder}/pages/{host}; }}\n");
        }

        return $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 1;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log;
            events { worker_connections 256; }
            http {
              server_tokens off;
              access_log {{folder}}/access.log;
              default_type text/html;
              charset utf-8;
              client_body_temp_path {{folder}}/t1;
              proxy_temp_path {{folder}}/t2;
              fastcgi_temp_path {{folder}}/t3;
              uwsgi_temp_path {{folder}}/t4;
              scgi_temp_path {{folder}}/t5;
            {{servers}}}
            """;
    }

    private static void Open(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        }
    }
}
