using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TakedownWorker.Tests.Support;

/// <summary>
/// An SMTP server on loopback, on a port that the system chose, that answers as scripted, breaks connections where told,
/// and keeps the letters it was given. A letter whose answer was lost is kept too: the server has it.
/// </summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<ReceivedLetter> letters = new();
    private readonly ConcurrentQueue<string> commands = new();
    private readonly ConcurrentDictionary<int, Task> talks = new();
    private Task accepting = Task.CompletedTask;
    private int connections;
    private int closed;

    private ScriptedSmtpServer(SmtpScript script) => Script = script;

    public SmtpScript Script { get; set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections made so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Connections that have ended.</summary>
    public int Closed => Volatile.Read(ref closed);

    public IReadOnlyList<ReceivedLetter> Letters => [.. letters];

    /// <summary>All commands of all connections, as they came.</summary>
    public IReadOnlyList<string> Commands => [.. commands];

    public static ScriptedSmtpServer Start(SmtpScript? script = null)
    {
        var server = new ScriptedSmtpServer(script ?? new SmtpScript());
        server.listener.Start();
        server.accepting = server.AcceptAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(talks.Values);
        stop.Dispose();
    }

    internal void Heard(string command) => commands.Enqueue(command);

    internal void Received(ReceivedLetter letter) => letters.Enqueue(letter);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                var number = Interlocked.Increment(ref connections);
                talks[number] = TalkAsync(client, number);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private async Task TalkAsync(TcpClient client, int number)
    {
        try
        {
            await using var wire = new SmtpWire(client.GetStream(), stop.Token);
            await new SmtpTalk(this, wire, number).RunAsync();
            if (Script.Drop is not (DropAt.Never or DropAt.AfterAccepted))
            {
                // A reset, as when a server dies.
                client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // The other side left, or the test is over.
        }
        finally
        {
            client.Dispose();
            Interlocked.Increment(ref closed);
        }
    }
}
