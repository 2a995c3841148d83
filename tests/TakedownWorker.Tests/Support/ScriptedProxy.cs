using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TakedownWorker.Tests.Support;

/// <summary>
/// A proxy on loopback that speaks SOCKS5 and HTTP CONNECT on one port, keeps what it was asked for, and connects every
/// request to one place, whatever was asked: so the tests see what the proxy is told.
/// </summary>
internal sealed class ScriptedProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<string> asked = new();
    private readonly ConcurrentBag<Task> talks = [];
    private Task accepting = Task.CompletedTask;

    /// <summary>What was asked for, <c>address:port</c> as the proxy was told.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    /// <summary>The last SOCKS login or Proxy-Authorization.</summary>
    public string? Login { get; private set; }

    /// <summary>Refusal instead of a connection: SOCKS reply code or HTTP status; null: it connects.</summary>
    public int? Refuses { get; init; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public ScriptedProxy Start()
    {
        listener.Start();
        accepting = AcceptAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(talks);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            var stream = client.GetStream();
            var first = await ReadAsync(stream, 1);
            if (await (first[0] == 5 ? SocksAsync(stream) : ConnectAsync(stream)) is not { } place)
            {
                return;
            }

            using var host = new TcpClient();
            await host.ConnectAsync(place, stop.Token);
            await Task.WhenAny(stream.CopyToAsync(host.GetStream(), stop.Token), host.GetStream().CopyToAsync(stream, stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // The other side left, or the test is over.
        }
    }

    private async Task<IPEndPoint?> SocksAsync(NetworkStream stream)
    {
        var methods = await ReadAsync(stream, (await ReadAsync(stream, 1))[0]);
        await stream.WriteAsync(new byte[] { 5, methods[0] }, stop.Token);
        if (methods[0] == 2)
        {
            var user = await ReadAsync(stream, (await ReadAsync(stream, 2))[1]);
            var password = await ReadAsync(stream, (await ReadAsync(stream, 1))[0]);
            Login = $"{Encoding.UTF8.GetString(user)}:{Encoding.UTF8.GetString(password)}";
            await stream.WriteAsync(new byte[] { 1, 0 }, stop.Token);
        }

        var type = (await ReadAsync(stream, 4))[3];
        var address = new IPAddress(await ReadAsync(stream, type == 1 ? 4 : 16));
        var port = await ReadAsync(stream, 2);
        var place = new IPEndPoint(address, (port[0] << 8) | port[1]);
        asked.Enqueue(place.ToString());
        await stream.WriteAsync(new byte[] { 5, (byte)(Refuses ?? 0), 0, 1, 0, 0, 0, 0, 0, 0 }, stop.Token);
        return Refuses is null ? place : null;
    }

    private async Task<IPEndPoint?> ConnectAsync(NetworkStream stream)
    {
        var head = new StringBuilder("C");
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await ReadAsync(stream, 1))[0]);
        }

        var lines = head.ToString().Split("\r\n");
        Login = lines.FirstOrDefault(l => l.StartsWith("Proxy-Authorization: ", StringComparison.Ordinal));
        asked.Enqueue(lines[0].Split(' ')[1]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Refuses ?? 200} scripted\r\nVia: scripted\r\n\r\n"), stop.Token);
        return Refuses is null ? IPEndPoint.Parse(lines[0].Split(' ')[1]) : null;
    }

    private async Task<byte[]> ReadAsync(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, stop.Token);
        return bytes;
    }
}
