using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.ContactLookup;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Tests.Core.Contacts;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.ContactLookup;

/// <summary>A site or registry that answers nonsense costs its own answer and nothing else.</summary>
public sealed class SourceFaultTests : IAsyncLifetime
{
    private const string Guess = "abuse@forum.test";

    private LookupBench _bench = null!;

    public async ValueTask InitializeAsync() => _bench = await LookupBench.StartAsync();

    public async ValueTask DisposeAsync() => await _bench.DisposeAsync();

    [Fact]
    public async Task A_body_that_is_not_packed_as_it_says_leaves_a_note()
    {
        _bench.Site.On("/.well-known/security.txt", async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync("no gzip at all", context.RequestAborted);
        });
        await StandsAsync();
    }

    [Theory]
    [InlineData("//[")]
    [InlineData("http://forum.test:99999/")]
    public async Task A_redirect_to_no_address_leaves_a_note(string location)
    {
        _bench.Site.On("/.well-known/security.txt", Answers.Status(302, ("Location", location)));
        await StandsAsync();
    }

    [Fact]
    public async Task A_referral_to_no_address_leaves_what_was_said()
    {
        _bench.Rdap.On("/domain/forum.test", Answers.Page(
            """{"objectClassName":"domain","links":[{"rel":"related","type":"application/rdap+json","href":"http://a.test:99999/domain/a"}]}"""));
        await StandsAsync();
    }

    [Fact]
    public async Task A_site_that_is_known_to_be_hostile_is_not_asked_for_its_security_txt()
    {
        var host = SomeProvider.Of("metal", ProviderKind.Host, PartyRole.HostingProvider) with { Domains = ["forum.test"], Hostile = true };
        await _bench.ExploreAsync(_bench.Site.NamedUrl("/t/1"), [host]);
        Assert.Empty(_bench.Site.Requests);
    }

    [Fact]
    public async Task A_certificate_cannot_make_the_worker_fetch_an_address_that_it_names()
    {
        var asked = 0;
        await using var trap = new RawServer(talk =>
        {
            Interlocked.Increment(ref asked);
            return talk.SayAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        });
        using var certificate = Naming(trap.Url);
        await using var site = new RawServer(talk => talk.SayAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), certificate);
        var settings = _bench.Settings() with
        {
            HostMap = new Dictionary<string, IPAddress>(StringComparer.Ordinal) { ["forum.test"] = IPAddress.Loopback }.ToFrozenDictionary(StringComparer.Ordinal),
        };
        var http = _bench.Build(settings).GetRequiredService<LookupHttp>();
        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(
            new Uri(string.Create(CultureInfo.InvariantCulture, $"https://forum.test:{site.Port}/")), "text/plain", 1_000, TestContext.Current.CancellationToken));
        Assert.Equal(0, asked);
    }

    private async Task StandsAsync()
    {
        var found = await _bench.ExploreAsync(_bench.Site.NamedUrl("/t/1"));
        Assert.Contains(found.Routes, r => r.Address == Guess);
    }

    /// <summary>Its issuer is not sent and is to be had where it says.</summary>
    private static X509Certificate2 Naming(string issuer)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var root = new CertificateRequest("CN=Issuer that nobody sent", rootKey, HashAlgorithmName.SHA256);
        root.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = root.CreateSelfSigned(now.AddDays(-2), now.AddDays(60));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=forum.test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [issuer]));
        using var issued = request.Create(authority, now.AddDays(-1), now.AddDays(30), RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
