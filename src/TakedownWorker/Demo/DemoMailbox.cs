using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TakedownWorker.Demo;

/// <summary>A letter as the demo's mail server received it.</summary>
internal sealed record ReceivedLetter(string To, byte[] Bytes);

/// <summary>
/// A mail server on loopback that accepts everything and keeps it: just enough of RFC 5321 for the worker's real sender,
/// so that the demo sends through the same path as production and nothing leaves the machine.
/// </summary>
internal sealed class DemoMailbox : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentQueue<ReceivedLetter> letters = new();
    private readonly Task loop;

    public DemoMailbox()
    {
        listener.Start();
        loop = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Takes out what has arrived since the last time.</summary>
    public IEnumerable<ReceivedLetter> Take()
    {
        while (letters.TryDequeue(out var letter))
        {
            yield return letter;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await loop;
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }

        await Task.WhenAll(talks);
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await SayAsync(stream, "220 demo.test ESMTP");
            string to = "";
            while (await reader.ReadLineAsync(stopping.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "RCPT")
                {
                    to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                }
                else if (verb == "DATA")
                {
                    await SayAsync(stream, "354 go on");
                    letters.Enqueue(new ReceivedLetter(to, await ReadDataAsync(reader)));
                }

                await SayAsync(stream, verb switch { "EHLO" => "250-demo.test\r\n250 8BITMIME", "QUIT" => "221 bye", _ => "250 2.0.0 ok" });
                if (verb == "QUIT")
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The worker hung up, or the demo ends.
        }
    }

    private async Task<byte[]> ReadDataAsync(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(stopping.Token) is { } line && line != ".")
        {
            data.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(data.ToString());
    }

    private static async Task SayAsync(NetworkStream stream, string line) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));
}
