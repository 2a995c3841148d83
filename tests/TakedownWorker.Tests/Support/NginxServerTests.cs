using System.Net;

namespace TakedownWorker.Tests.Support;

/// <summary>The real web server of the stories serves what the story put there, and no more.</summary>
public sealed class NginxServerTests
{
    [Fact]
    public async Task A_page_is_there_from_put_to_remove_on_its_own_host_only()
    {
        await using var nginx = await NginxServer.StartAsync("board.test", "mirror.test");
        using var http = new HttpClient();
        nginx.Put("board.test", "/thread/17", "<p>harmless</p>");

        async Task<HttpStatusCode> StatusAsync(string host)
        {
            using var answer = await http.GetAsync(new Uri($"http://{nginx.HostMap[host]}:{nginx.Port}/thread/17"), TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (await StatusAsync("board.test"), await StatusAsync("mirror.test")));
        nginx.Remove("board.test", "/thread/17");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("board.test"));
    }
}
