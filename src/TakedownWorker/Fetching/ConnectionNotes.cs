using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using NodaTime;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>
/// What connecting on behalf of one request showed, carried with the request. The pool connects beside the request and may
/// do so more than once, so every part is written whole.
/// </summary>
internal sealed class ConnectionNotes
{
    private static readonly HttpRequestOptionsKey<ConnectionNotes> Key = new("connection");

    private int _connects;
    private IReadOnlyList<IPAddress> _addresses = [];
    private TlsFacts? _tls;

    public ServerFacts Facts => new([.. Volatile.Read(ref _addresses)], Volatile.Read(ref _tls));

    /// <summary>Notes for a request that is about to be sent.</summary>
    public static void Start(HttpRequestMessage request) => request.Options.Set(Key, new ConnectionNotes());

    public static ConnectionNotes? Of(HttpRequestMessage? request) =>
        request is not null && request.Options.TryGetValue(Key, out var notes) ? notes : null;

    /// <summary>How many connections were opened for the request, this one included.</summary>
    public int Connecting() => Interlocked.Increment(ref _connects);

    public void Resolved(IReadOnlyList<IPAddress> addresses) => Volatile.Write(ref _addresses, addresses);

    /// <summary>Called by the library when a connection is ready for HTTP.</summary>
    public static ValueTask<Stream> ReadyAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        if (context.PlaintextStream is SslStream { RemoteCertificate: X509Certificate2 certificate } secured && Of(context.InitialRequestMessage) is { } notes)
        {
            Volatile.Write(ref notes._tls, new TlsFacts(
                secured.SslProtocol.ToString(), IssuerOf(certificate), Day(certificate.NotBefore), Day(certificate.NotAfter)));
        }

        return ValueTask.FromResult(context.PlaintextStream);
    }

    private static string? IssuerOf(X509Certificate2 certificate)
    {
        var parts = certificate.IssuerName.EnumerateRelativeDistinguishedNames(reversed: false)
            .Where(p => !p.HasMultipleElements)
            .ToLookup(p => p.GetSingleElementType().Value, p => p.GetSingleElementValue());
        return parts["2.5.4.10"].FirstOrDefault() ?? parts["2.5.4.3"].FirstOrDefault();
    }

    private static LocalDate Day(DateTime local) => Instant.FromDateTimeUtc(local.ToUniversalTime()).InUtc().Date;
}
