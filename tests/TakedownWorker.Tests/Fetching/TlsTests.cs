using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using NodaTime;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

/// <summary>Certificates that prove nothing, each wrong in one way under an issuer that the test trusts.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public TlsTests()
    {
        var request = new CertificateRequest("CN=Root of a test", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(_now.AddYears(-2), _now.AddYears(2));
    }

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
    }

    [Theory]
    [InlineData("board.test", -30, 30, true, LookFailure.None)] // the control: nothing is wrong
    [InlineData("board.test", -60, -30, true, LookFailure.TlsFailure)] // expired
    [InlineData("board.test", 30, 60, true, LookFailure.TlsFailure)] // not yet valid
    [InlineData("other.test", -30, 30, true, LookFailure.TlsFailure)] // another name
    [InlineData("*.board.test", -30, 30, true, LookFailure.TlsFailure)] // names below it only
    [InlineData("board.test", -30, 30, false, LookFailure.TlsFailure)] // an issuer that nobody knows
    public async Task A_certificate_is_trusted_only_when_everything_about_it_is_right(string name, int from, int to, bool known, object expected)
    {
        using var certificate = Issue(name, from, to);
        await using var server = new RawServer(talk => talk.SayAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\ntea"), certificate);
        using var fetching = TestFetching.With(new FetchSettings
        {
            AllowedNetworks = [ScriptedHosts.Network],
            HostMap = new Dictionary<string, IPAddress>(StringComparer.Ordinal) { ["board.test"] = IPAddress.Loopback }.ToFrozenDictionary(StringComparer.Ordinal),
            TestRoots = known ? [_root] : [],
        });
        var facts = await fetching.LookAsync(string.Create(CultureInfo.InvariantCulture, $"https://board.test:{server.Port}/"));
        Assert.Equal(((LookFailure)expected, (LookFailure)expected == LookFailure.None ? 200 : null), (facts.Failure, facts.Status));
    }

    [Fact]
    public async Task A_look_tells_which_server_answered_and_what_its_certificate_says()
    {
        using var certificate = Issue("board.test", -30, 30);
        await using var server = new RawServer(talk => talk.SayAsync("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\ntea"), certificate);
        using var fetching = TestFetching.With(new FetchSettings
        {
            AllowedNetworks = [ScriptedHosts.Network],
            HostMap = new Dictionary<string, IPAddress>(StringComparer.Ordinal) { ["board.test"] = IPAddress.Loopback }.ToFrozenDictionary(StringComparer.Ordinal),
            TestRoots = [_root],
        });
        var seen = (await fetching.LookAsync(string.Create(CultureInfo.InvariantCulture, $"https://board.test:{server.Port}/"))).Server;
        Assert.Equal([IPAddress.Loopback], seen.Addresses);
        Assert.Equal(("Root of a test", LocalDate.FromDateTime(_now.UtcDateTime.AddDays(30))), (seen.Tls!.Issuer, seen.Tls.NotAfter));
        Assert.StartsWith("Tls1", seen.Tls.Protocol, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")] // hangs up in the middle of the handshake
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("\u0016\u0003\u0003\u0000\u0004\u0002\u0000\u0000\u0000")] // a hello of no length
    [InlineData("\u0015\u0003\u0003\u0000\u0002\u0002\u0028")] // an alert: no cipher in common
    public async Task A_handshake_that_breaks_is_a_tls_failure(string says)
    {
        await using var server = RawServer.Saying(says);
        using var fetching = TestFetching.With(new FetchSettings { AllowedNetworks = [ScriptedHosts.Network] });
        var failure = (await fetching.LookAsync(server.Url.Replace("http:", "https:", StringComparison.Ordinal))).Failure;
        Assert.Contains(failure, new[] { LookFailure.TlsFailure, LookFailure.ConnectFailure });
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
        using var certificate = Issue("127.0.0.1", -30, 30, trap.Url);
        await using var server = new RawServer(talk => talk.SayAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), certificate);
        using var fetching = TestFetching.With(new FetchSettings { AllowedNetworks = [ScriptedHosts.Network] });
        var facts = await fetching.LookAsync(server.Url.Replace("http:", "https:", StringComparison.Ordinal));
        Assert.Equal((LookFailure.TlsFailure, 0), (facts.Failure, asked));
    }

    private X509Certificate2 Issue(string name, int from, int to, string? issuerAt = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        if (issuerAt is not null)
        {
            request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(null, [issuerAt]));
        }

        using var issued = request.Create(_root, _now.AddDays(from), _now.AddDays(to), RandomNumberGenerator.GetBytes(8));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
