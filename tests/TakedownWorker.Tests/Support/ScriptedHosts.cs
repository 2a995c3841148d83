using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace TakedownWorker.Tests.Support;

/// <summary>
/// Real web servers on loopback: each host has an address of its own (127.0.0.2, .3 ...) on a port that the system chose,
/// answers what the test scripted for a path (404 elsewhere) and remembers what it was asked. Scripts may change at any
/// time, so a story can take a page down and bring it back.
/// </summary>
internal sealed class ScriptedHosts : IAsyncDisposable
{
    public static readonly IPNetwork Network = IPNetwork.Parse("127.0.0.0/8");

    private readonly WebApplication _server;
    private readonly Dictionary<string, ScriptedHost> _hosts = new(StringComparer.Ordinal);

    private ScriptedHosts(WebApplication server) => _server = server;

    public ScriptedHost this[string name] => _hosts[name];

    /// <summary>For <c>Monitoring:HostMap</c>.</summary>
    public IReadOnlyDictionary<string, IPAddress> HostMap =>
        _hosts.ToDictionary(host => host.Key, host => host.Value.Address, StringComparer.Ordinal);

    /// <param name="names">Names as in <c>board.test</c>; one that begins with <c>tls.</c> speaks TLS, self-signed.</param>
    public static async Task<ScriptedHosts> StartAsync(params string[] names)
    {
        var addresses = names.Select((name, i) => (name, address: new IPAddress([127, 0, 0, (byte)(i + 2)]))).ToList();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var (name, address) in addresses)
            {
                kestrel.Listen(address, 0, listen => Secure(listen, name));
            }
        });
        var app = builder.Build();
        var hosts = new ScriptedHosts(app);
        app.Run(context => hosts.AnswerAsync(context));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(text => new Uri(text)).ToDictionary(uri => IPAddress.Parse(uri.Host), uri => uri.Port);
        foreach (var (name, address) in addresses)
        {
            hosts._hosts[name] = new ScriptedHost(name, address, bound[address]);
        }

        return hosts;
    }

    public async ValueTask DisposeAsync()
    {
        // A scripted answer that never ends must not hold the end of the test.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
    }

    private static void Secure(ListenOptions listen, string name)
    {
        if (name.StartsWith("tls.", StringComparison.Ordinal))
        {
            listen.UseHttps(SelfSigned(name));
        }
    }

    private static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var plain = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(plain.Export(X509ContentType.Pkcs12), null);
    }

    private Task AnswerAsync(HttpContext context) =>
        _hosts.Values.Single(host => host.Address.Equals(context.Connection.LocalIpAddress)).AnswerAsync(context);
}

/// <summary>What a host was asked; <see cref="Target"/> is the raw request target.</summary>
internal sealed record ScriptedRequest(string Target, IReadOnlyDictionary<string, string> Headers)
{
    public string Method { get; init; } = "GET";
}

/// <summary>One host of <see cref="ScriptedHosts"/>.</summary>
internal sealed class ScriptedHost(string name, IPAddress address, int port)
{
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ScriptedRequest> _requests = new();

    public string Name => name;

    public IPAddress Address => address;

    public int Port => port;

    public IReadOnlyList<ScriptedRequest> Requests => [.. _requests];

    private string Scheme => name.StartsWith("tls.", StringComparison.Ordinal) ? "https" : "http";

    /// <summary>By address; needs no host map.</summary>
    public string Url(string path) => $"{Scheme}://{address}:{port}{path}";

    /// <summary>By name; needs the host map or a scripted resolver.</summary>
    public string NamedUrl(string path) => $"{Scheme}://{name}:{port}{path}";

    /// <param name="path">Raw path without the query; <c>*</c> answers what no other script does.</param>
    /// <param name="answer">One of <see cref="Answers"/>, or anything else.</param>
    public ScriptedHost On(string path, RequestDelegate answer)
    {
        _answers[path] = answer;
        return this;
    }

    public Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        _requests.Enqueue(new ScriptedRequest(
            target,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            Method = context.Request.Method,
        });
        return _answers.TryGetValue(target.Split('?')[0], out var answer) || _answers.TryGetValue("*", out answer)
            ? answer(context)
            : Answers.Status(404)(context);
    }
}
