using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace TakedownWorker.Tests.Support;

/// <summary>Lines of a connection, before and after it is secured.</summary>
internal sealed class SmtpWire(Stream plain, CancellationToken stop) : IAsyncDisposable
{
    private readonly byte[] buffer = new byte[8192];
    private Stream stream = plain;
    private int at;
    private int end;

    public CancellationToken Stop => stop;

    /// <summary>One line without its CRLF; null when the other side has closed.</summary>
    public async Task<byte[]?> ReadLineAsync()
    {
        var line = new List<byte>(80);
        while (true)
        {
            if (at == end)
            {
                (at, end) = (0, await stream.ReadAsync(buffer, stop));
                if (end == 0)
                {
                    return null;
                }
            }

            var next = buffer[at++];
            if (next == '\n')
            {
                return line.Count > 0 && line[^1] == '\r' ? [.. line[..^1]] : [.. line];
            }

            line.Add(next);
        }
    }

    public async Task WriteAsync(string text)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
        await stream.FlushAsync(stop);
    }

    public async Task SecureAsync(X509Certificate2 certificate)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop);
        stream = tls;
        at = end = 0;
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();
}
