using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

public sealed class FetchLimitsTests : IAsyncLifetime
{
    private static readonly FetchLimits Hasty = FetchLimits.Default with { Total = TimeSpan.FromMilliseconds(400) };

    private ScriptedHosts _hosts = null!;
    private TestFetching _fetching = null!;

    private ScriptedHost Board => _hosts["board.test"];

    public async ValueTask InitializeAsync()
    {
        _hosts = await ScriptedHosts.StartAsync("board.test");
        _fetching = TestFetching.With(TestFetching.OpenTo(_hosts));
    }

    public async ValueTask DisposeAsync()
    {
        _fetching.Dispose();
        await _hosts.DisposeAsync();
    }

    [Fact]
    public async Task A_host_that_never_answers_is_a_timeout()
    {
        Board.On("/a", Answers.Silence());
        using var hasty = InAHurry();
        Assert.Equal(LookFailure.Timeout, (await hasty.LookAsync(Board.Url("/a"))).Failure);
    }

    [Fact]
    public async Task A_body_that_drips_ends_with_the_total_time()
    {
        Board.On("/a", Answers.Drip());
        using var hasty = InAHurry();
        Assert.Equal(LookFailure.Timeout, (await hasty.LookAsync(Board.Url("/a"))).Failure);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_bomb_is_too_large_after_decompression(string coding)
    {
        Board.On("/a", Answers.Compressed(coding, megabytes: 64));
        Assert.Equal(LookFailure.TooLarge, (await _fetching.LookAsync(Board.Url("/a"))).Failure);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_compressed_page_up_to_the_limit_is_read(string coding)
    {
        Board.On("/a", Answers.Compressed(coding, megabytes: 2));
        var facts = await _fetching.LookAsync(Board.Url("/a"));
        Assert.Equal((LookFailure.None, 2L * 1024 * 1024), (facts.Failure, facts.Length));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Bytes_that_do_not_decompress_are_no_answer(string coding)
    {
        Board.On("/a", Answers.Raw([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff], coding));
        Assert.Equal(LookFailure.ProtocolError, (await _fetching.LookAsync(Board.Url("/a"))).Failure);
    }

    [Fact]
    public async Task A_declared_text_above_the_limit_is_not_read()
    {
        var body = new CountedBody("text/html");
        Board.On("/a", body.AnswerAsync);
        var facts = await _fetching.LookAsync(Board.Url("/a"));
        Assert.Equal(LookFailure.TooLarge, facts.Failure);
        Assert.InRange(await WrittenAsync(body), 0, CountedBody.Size / 8);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/svg+xml")]
    [InlineData("video/mp4")]
    [InlineData("application/octet-stream")]
    public async Task A_body_that_is_no_text_is_dropped_after_its_headers(string type)
    {
        var body = new CountedBody(type);
        Board.On("/a", body.AnswerAsync);
        var facts = await _fetching.LookAsync(Board.Url("/a"), 1, 2, 3);
        Assert.Equal(
            (LookFailure.None, 200, type, CountedBody.Size, null),
            (facts.Failure, facts.Status, facts.ContentType, facts.Length, facts.Fingerprint));
        Assert.InRange(await WrittenAsync(body), 0, CountedBody.Size / 8);
    }

    [Fact]
    public async Task Huge_headers_are_too_large()
    {
        Board.On("/a", Answers.Status(200, ("X-Long", new string('a', 40 * 1024))));
        Assert.Equal(LookFailure.TooLarge, (await _fetching.LookAsync(Board.Url("/a"))).Failure);
    }

    [Theory]
    [InlineData("this is no HTTP\r\n\r\n", nameof(LookFailure.ProtocolError))]
    [InlineData("", nameof(LookFailure.ConnectFailure))]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 50\r\n\r\nshort", nameof(LookFailure.ConnectFailure))]
    public async Task A_server_that_breaks_the_protocol_is_a_value_too(string says, string failure)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answers = Enumerable.Range(0, 3).Select(_ => AnswerOnceAsync(listener, says)).ToArray();
        var facts = await _fetching.LookAsync($"http://{listener.LocalEndpoint}/");
        await answers[0];
        Assert.Equal(Enum.Parse<LookFailure>(failure), facts.Failure);
    }

    private static async Task AnswerOnceAsync(TcpListener listener, string says)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[4096], TestContext.Current.CancellationToken);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(says), TestContext.Current.CancellationToken);
    }

    private static Task<long> WrittenAsync(CountedBody body) =>
        body.Ended.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken);

    private TestFetching InAHurry() =>
        TestFetching.With(TestFetching.OpenTo(_hosts), services => services.AddSingleton(Hasty));
}
