using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TakedownWorker.Tests.Support;

/// <summary>A server that says what a test writes, byte for byte, on a loopback port; counts what its clients took.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener;
    private readonly Task _accepting;
    private readonly ConcurrentBag<Task> _talks = [];
    private long _written;

    /// <param name="talk">One connection; the request's head was read already unless a certificate is given and refused.</param>
    /// <param name="certificate">Speaks TLS with it.</param>
    public RawServer(Func<RawTalk, Task> talk, X509Certificate2? certificate = null)
    {
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        _accepting = AcceptAsync(talk, certificate);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/a");

    /// <summary>Bytes that clients' sockets accepted.</summary>
    public long Written => Interlocked.Read(ref _written);

    public static RawServer Saying(string answer) => new(talk => talk.SayAsync(answer));

    /// <summary>A beginning, then the same for ever, as fast as the client takes it.</summary>
    public static RawServer Endless(string beginning, byte[] again) => new(async talk =>
    {
        await talk.SayAsync(beginning);
        while (true)
        {
            await talk.SayAsync(again);
        }
    });

    public static RawServer Endless(string beginning, string again) => Endless(beginning, Encoding.ASCII.GetBytes(again));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_accepting, .. _talks]);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync(Func<RawTalk, Task> talk, X509Certificate2? certificate)
    {
        try
        {
            while (true)
            {
                _talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token), talk, certificate));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client, Func<RawTalk, Task> talk, X509Certificate2? certificate)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (certificate is not null)
                {
                    var tls = new SslStream(stream);

                    // Offline: the server's own side would fetch the issuer that a certificate names, and a test counts such requests.
                    var own = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = own }, _stop.Token);
                    stream = tls;
                }

                await using (stream)
                {
                    var say = new RawTalk(stream, count => Interlocked.Add(ref _written, count), _stop.Token);
                    await say.HearAsync();
                    await talk(say);
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client hung up, as it should.
            }
        }
    }
}

/// <summary>One connection of a <see cref="RawServer"/>.</summary>
internal sealed class RawTalk(Stream stream, Action<int> count, CancellationToken stop)
{
    private readonly byte[] _heard = new byte[16 * 1024];

    public CancellationToken Stop => stop;

    /// <summary>The next request, or what the client said; empty when it hung up.</summary>
    public async Task<string> HearAsync() => Encoding.Latin1.GetString(_heard, 0, await stream.ReadAsync(_heard, stop));

    public Task SayAsync(string text) => SayAsync(Encoding.Latin1.GetBytes(text));

    public async Task SayAsync(byte[] bytes)
    {
        await stream.WriteAsync(bytes, stop);
        await stream.FlushAsync(stop);
        count(bytes.Length);
    }
}
