using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>
/// The HTTP connection pool of all looks. It follows nothing, keeps no cookie, uses no proxy, and to a site it looks like
/// anyone: no product, organisation or case in any header (DESIGN 4.11). Built by hand and not by a client factory,
/// whose log lines carry addresses.
/// </summary>
internal sealed class LookHttp : IDisposable
{
    /// <summary>Text only: no image, film or anything of any type is asked for (DESIGN 4.1).</summary>
    private const string Accept =
        "text/html,application/xhtml+xml,text/plain,application/json,application/xml;q=0.9";

    private readonly HttpMessageInvoker _invoker;

    public LookHttp(SafeConnect connect, FetchLimits limits, FetchSettings settings) =>
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = connect.ConnectAsync,
            PlaintextStreamFilter = ConnectionNotes.ReadyAsync,
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            MaxResponseHeadersLength = limits.HeaderKibibytes,

            // A body that is not wanted is not drained to save the connection: the connection is closed.
            MaxResponseDrainSize = 0,

            // The total time-out of a look ends everything; this only ends connects that nobody waits for any more.
            ConnectTimeout = limits.Total,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2),
            PooledConnectionLifetime = TimeSpan.FromSeconds(30),
            ActivityHeadersPropagator = null,
            ResponseHeaderEncodingSelector = (name, _) =>
                string.Equals(name, "Location", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8 : null,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Trust(settings.TestRoots) },
        });

    /// <summary>One GET; returns when the headers are read.</summary>
    /// <param name="known">Validators of the answer that need not be sent again; null for none.</param>
    public Task<HttpResponseMessage> GetAsync(Uri address, PageMark? known, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, address, known, cancellationToken);

    /// <summary>One HEAD: a medium's headers without a byte of it.</summary>
    public Task<HttpResponseMessage> HeadAsync(Uri address, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Head, address, null, cancellationToken);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri address, PageMark? known, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        ConnectionNotes.Start(request);
        request.Headers.TryAddWithoutValidation("User-Agent", OrdinaryBrowser.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", Accept);
        request.Headers.TryAddWithoutValidation("Accept-Language", "en-US,en;q=0.5");
        if (known?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        if (known?.LastModified is { } modified)
        {
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        }

        return await _invoker.SendAsync(request, cancellationToken);
    }

    public void Dispose() => _invoker.Dispose();

    /// <summary>
    /// A certificate may name addresses to download its issuer or revocation list from: those requests would not pass SafeConnect.
    /// </summary>
    private static X509ChainPolicy Trust(ImmutableArray<X509Certificate2> roots)
    {
        var policy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };
        policy.TrustMode = roots.IsEmpty ? X509ChainTrustMode.System : X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(roots.ToArray());
        return policy;
    }
}
