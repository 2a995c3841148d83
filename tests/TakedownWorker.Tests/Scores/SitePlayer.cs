using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Fetching;

namespace TakedownWorker.Tests.Scores;

/// <summary>Plays all sites on one loopback port, by their host names.</summary>
internal sealed class SitePlayer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly FrozenDictionary<string, ScoredSite> _sites;
    private readonly Func<ScoredSite, string, SiteAnswer> _answer;

    private SitePlayer(WebApplication server, IEnumerable<ScoredSite> sites, Func<ScoredSite, string, SiteAnswer> answer) =>
        (_server, _sites, _answer) = (server, sites.ToFrozenDictionary(s => s.Host, StringComparer.OrdinalIgnoreCase), answer);

    public int Port { get; private set; }

    public FetchSettings Settings => new()
    {
        AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")],
        HostMap = _sites.Keys.ToFrozenDictionary(h => h, _ => IPAddress.Parse("127.0.0.1"), StringComparer.Ordinal),
        PerHostGap = TimeSpan.Zero,
        Concurrency = 8,
    };

    /// <param name="answer">The answer for a raw request target.</param>
    public static async Task<SitePlayer> StartAsync(IReadOnlyList<ScoredSite> sites, Func<ScoredSite, string, SiteAnswer> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var player = new SitePlayer(app, sites, answer);
        app.Run(player.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        player.Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return player;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var answer = _answer(_sites[context.Request.Headers.Host.ToString().Split(':')[0]], context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        if (answer.Location is { } location)
        {
            context.Response.Headers.Location = location;
        }

        if (answer.Status is not (204 or 304))
        {
            await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
