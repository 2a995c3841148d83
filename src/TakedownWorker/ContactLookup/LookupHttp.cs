using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Polly;
using Polly.Retry;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;

namespace TakedownWorker.ContactLookup;

/// <summary>One HTTP answer, bounded.</summary>
/// <param name="Body">Null: too large, or not asked for because of the status.</param>
internal sealed record HttpReply(int Status, Uri? Location, string? Type, byte[]? Body);

/// <summary>
/// HTTP for registries and security.txt: pinned to checked addresses, follows nothing by itself, keeps no cookie, tells nothing of
/// us. Asked again only where the server says when (429 and 503 with Retry-After) or where no connection came about.
/// </summary>
internal sealed class LookupHttp : IDisposable
{
    /// <summary>A server that wants a longer pause is not waited for.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    private readonly HttpMessageInvoker _invoker;
    private readonly ResiliencePipeline<HttpResponseMessage> _again;

    public LookupHttp(PinnedConnect connect, LookupSettings settings, [FromKeyedServices(Clocks.Machine)] TimeProvider machine)
    {
        _invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) => await connect.OpenAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, cancellationToken),
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate | DecompressionMethods.Brotli,
            MaxResponseHeadersLength = 32,
            MaxResponseDrainSize = 0,
            ConnectTimeout = settings.Each,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ActivityHeadersPropagator = null,

            // A certificate may name an address to fetch its issuer from, and that request would not pass PinnedConnect.
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
            },
        });
        _again = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = machine }.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 2,
            ShouldHandle = a => ValueTask.FromResult(
                a.Outcome.Exception is HttpRequestException { InnerException: not LookupStoppedException } || PauseOf(a.Outcome.Result, machine) <= LongestPause),
            DelayGenerator = a => ValueTask.FromResult<TimeSpan?>(PauseOf(a.Outcome.Result, machine) ?? TimeSpan.FromMilliseconds(200)),
        }).Build();
    }

    public async Task<HttpReply> GetAsync(Uri address, string accept, int mostBytes, CancellationToken cancellationToken)
    {
        using var response = await _again.ExecuteAsync(async token => await SendAsync(address, accept, token), cancellationToken);
        var status = (int)response.StatusCode;
        var location = status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } to && Uri.TryCreate(address, to, out var next) ? next : null;
        var body = location is null ? await ReadAsync(response, mostBytes, cancellationToken) : null;
        return new HttpReply(status, location, response.Content.Headers.ContentType?.MediaType, body);
    }

    public void Dispose() => _invoker.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Uri address, string accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("User-Agent", OrdinaryBrowser.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await _invoker.SendAsync(request, cancellationToken);
    }

    /// <summary>Null: this answer asks for no pause.</summary>
    private static TimeSpan? PauseOf(HttpResponseMessage? response, TimeProvider machine) =>
        response?.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) ? null
        : response.Headers.RetryAfter is { } after ? after.Delta ?? (after.Date is { } date ? Later(date - machine.GetUtcNow()) : null)
        : null;

    private static TimeSpan Later(TimeSpan pause) => pause > TimeSpan.Zero ? pause : TimeSpan.Zero;

    private static async Task<byte[]?> ReadAsync(HttpResponseMessage response, int mostBytes, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > mostBytes)
        {
            return null;
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > mostBytes)
            {
                return null;
            }

            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
