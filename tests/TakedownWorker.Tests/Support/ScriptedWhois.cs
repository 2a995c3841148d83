using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TakedownWorker.Tests.Support;

/// <summary>A WHOIS server on loopback (RFC 3912): one text for every question, or none at all.</summary>
internal sealed class ScriptedWhois : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _questions = new();
    private readonly Task _loop;

    public ScriptedWhois()
    {
        _listener.Start();
        _loop = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<string> Questions => [.. _questions];

    public string Answer { get; set; } = "";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _loop;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII);
                _questions.Enqueue(await reader.ReadLineAsync(_stop.Token) ?? "");
                await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer), _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
        {
            // The test is over.
        }
    }
}
