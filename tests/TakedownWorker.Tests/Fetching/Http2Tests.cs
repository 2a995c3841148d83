using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

/// <summary>
/// Looks speak HTTP/1.1: a server that insists on HTTP/2 is a value, and so is whatever a stream's reset makes of an answer.
/// </summary>
public sealed class Http2Tests
{
    [Theory]
    [InlineData("\0\0\u0012\u0004\0\0\0\0\0\0\u0003\0\0\0\u0064\0\u0004\0\u0010\0\0\0\u0006\0\0\u0020\0")] // SETTINGS
    [InlineData("\0\0\u0004\u0003\0\0\0\0\u0001\0\0\0\u0008")] // RST_STREAM, CANCEL
    [InlineData("\0\0\u0008\u0007\0\0\0\0\0\0\0\0\0\0\0\0\u000D")] // GOAWAY, HTTP_1_1_REQUIRED
    public async Task Frames_instead_of_an_answer_are_a_value(string frame)
    {
        await using var server = RawServer.Saying(frame);
        using var fetching = TestFetching.With(new FetchSettings { AllowedNetworks = [ScriptedHosts.Network] });
        Assert.Contains((await fetching.LookAsync(server.Url)).Failure, new[] { LookFailure.ProtocolError, LookFailure.ConnectFailure });
    }

    [Fact]
    public async Task A_server_of_HTTP_2_alone_is_a_value()
    {
        await using var server = await StartAsync(context => context.Response.WriteAsync("tea"));
        using var fetching = TestFetching.With(new FetchSettings { AllowedNetworks = [ScriptedHosts.Network] });
        var facts = await fetching.LookAsync(AddressOf(server).AbsoluteUri);
        Assert.NotEqual((LookFailure.None, 200), (facts.Failure, facts.Status));
        Assert.NotEqual(VerdictKind.Gone, Judge.Of(facts).Kind);
    }

    [Theory]
    [InlineData(0, false)] // NO_ERROR
    [InlineData(2, false)] // INTERNAL_ERROR
    [InlineData(8, true)] // CANCEL, in the middle of the body
    [InlineData(11, true)] // ENHANCE_YOUR_CALM
    public async Task A_reset_stream_is_an_expected_failure_and_never_a_fault_of_ours(int code, bool inBody)
    {
        await using var server = await StartAsync(async context =>
        {
            if (inBody)
            {
                await context.Response.WriteAsync("tea");
                await context.Response.Body.FlushAsync();
            }

            context.Features.Get<IHttpResetFeature>()!.Reset(code);
        });
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        var thrown = await Record.ExceptionAsync(() => client.GetStringAsync(AddressOf(server), TestContext.Current.CancellationToken));
        Assert.NotNull(thrown);
        Assert.NotNull(LookFailures.Of(thrown));
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static Uri AddressOf(WebApplication server) =>
        new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
