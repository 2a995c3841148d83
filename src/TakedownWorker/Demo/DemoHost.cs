using System.Net;
using Microsoft.AspNetCore.Http;

namespace TakedownWorker.Demo;

/// <summary>What a demo host answers now.</summary>
internal enum Answering
{
    Page,
    NotFound,
    RedirectsHome,
    Fails,
    Forbidden,
}

/// <summary>One host of the demo: its behaviour, what is promised of it, and its page of harmless text.</summary>
internal sealed class DemoHost(string name, string promised, Answering answering = Answering.Page)
{
    private int answers;

    public string Name => name;

    public string Promised => promised;

    public IPAddress Address { get; set; } = IPAddress.Loopback;

    public int Port { get; set; }

    public string Url => $"http://{name}:{Port}/post/1";

    public Answering Answering { get; set; } = answering;

    /// <summary>Every answer waits this long.</summary>
    public TimeSpan Slowness { get; init; }

    /// <summary>Nothing listens at its port.</summary>
    public bool Refuses { get; init; }

    /// <summary>What the host does when a letter about it arrives: gets the letter's recipient.</summary>
    public Action<DemoHost, string>? OnLetter { get; init; }

    /// <summary>What the host does as hours pass: gets the hours since the start.</summary>
    public Action<DemoHost, double>? OnHour { get; init; }

    public async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref answers);
        if (Slowness > TimeSpan.Zero)
        {
            await Task.Delay(Slowness, TimeProvider.System, context.RequestAborted);
        }

        var home = !context.Request.Path.StartsWithSegments("/post", StringComparison.Ordinal);
        var known = context.Request.Path.Equals("/post/1", StringComparison.Ordinal);
        switch (home ? Answering.Page : Answering == Answering.Page && !known ? Answering.NotFound : Answering)
        {
            case Answering.NotFound:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
            case Answering.RedirectsHome:
                context.Response.Redirect("/");
                break;
            case Answering.Fails:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case Answering.Forbidden:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                break;
            default:
                context.Response.ContentType = "text/html; charset=utf-8";
                await context.Response.WriteAsync(
                    home ? $"<html><title>{name}</title><body>Welcome to {name}.</body></html>"
                        : $"<html><title>Post</title><body><h1>A post</h1><p>Harmless text that stands for the reported page of {name}.</p></body></html>",
                    context.RequestAborted);
                break;
        }
    }
}
