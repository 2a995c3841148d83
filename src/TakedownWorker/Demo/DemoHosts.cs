using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace TakedownWorker.Demo;

/// <summary>The hosts of the demo on loopback: each has its own address, the system chooses the ports.</summary>
internal sealed class DemoHosts : IAsyncDisposable
{
    /// <summary>Always answers: the control address of the demo.</summary>
    public const string Control = "control.test";

    private readonly WebApplication server;

    private DemoHosts(WebApplication server, IReadOnlyList<DemoHost> all)
    {
        this.server = server;
        All = all;
    }

    public IReadOnlyList<DemoHost> All { get; }

    public static async Task<DemoHosts> StartAsync(IReadOnlyList<DemoHost> hosts, CancellationToken cancellationToken)
    {
        for (var i = 0; i < hosts.Count; i++)
        {
            hosts[i].Address = new IPAddress([127, 77, 0, (byte)(i + 2)]);
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            foreach (var host in hosts.Where(h => !h.Refuses))
            {
                k.Listen(host.Address, 0);
            }
        });
        var app = builder.Build();
        var byAddress = hosts.ToDictionary(h => h.Address);
        app.Run(context => byAddress[context.Connection.LocalIpAddress!].AnswerAsync(context));
        await app.StartAsync(cancellationToken);
        foreach (var bound in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a)))
        {
            byAddress[IPAddress.Parse(bound.Host)].Port = bound.Port;
        }

        foreach (var host in hosts.Where(h => h.Refuses))
        {
            host.Port = FreePort(host.Address);
        }

        return new DemoHosts(app, hosts);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await server.StopAsync(now.Token);
        await server.DisposeAsync();
    }

    private static int FreePort(IPAddress address)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
