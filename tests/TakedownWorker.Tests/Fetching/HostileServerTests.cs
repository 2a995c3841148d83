using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Fetching;
using TakedownWorker.Tests.Scores;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Fetching;

/// <summary>Servers made to exhaust whoever asks them: each ends as a value, after few bytes, and nobody else waits for them.</summary>
public sealed class HostileServerTests : IAsyncLifetime
{
    /// <summary>What the systems' socket buffers may swallow beyond the reader's own limit.</summary>
    private const long Buffers = 16L * 1024 * 1024;

    private const string Html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

    private static readonly FetchLimits Hasty = FetchLimits.Default with { Total = TimeSpan.FromMilliseconds(700) };

    private ScriptedHosts _hosts = null!;

    private ScriptedHost Board => _hosts["board.test"];

    public async ValueTask InitializeAsync() => _hosts = await ScriptedHosts.StartAsync("board.test", "other.test");

    public async ValueTask DisposeAsync() => await _hosts.DisposeAsync();

    [Theory]
    [InlineData("Connection: close\r\n\r\n", "<p>tea</p>")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n", "a\r\n<p>tea</p>\r\n")]
    [InlineData("Content-Length: 9223372036854775807\r\n\r\n", "<p>tea</p>")]
    public async Task An_endless_body_is_too_large(string framing, string again)
    {
        await using var server = RawServer.Endless(Html + framing, string.Concat(Enumerable.Repeat(again, 1000)));
        Assert.Equal(LookFailure.TooLarge, (await LookAsync(server)).Failure);
        Assert.InRange(server.Written, 0, FetchLimits.Default.BodyBytes * 2 + Buffers);
    }

    [Theory]
    [InlineData("X: y\r\n")]
    [InlineData("y")]
    [InlineData("Set-Cookie: a=b\r\n")]
    [InlineData(" folded\r\n")]
    public async Task Headers_without_end_are_too_large(string again)
    {
        await using var server = RawServer.Endless(Html + "X: ", string.Concat(Enumerable.Repeat(again, 1000)));
        Assert.Contains((await LookAsync(server)).Failure, new[] { LookFailure.TooLarge, LookFailure.ProtocolError });
        Assert.InRange(server.Written, 0, Buffers);
    }

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n")]
    public async Task Answers_before_the_answer_without_end_end_with_the_total_time(string again)
    {
        await using var server = RawServer.Endless("", again);
        Assert.Contains((await LookAsync(server, Hasty)).Failure, new[] { LookFailure.Timeout, LookFailure.ProtocolError, LookFailure.TooLarge });
    }

    [Theory]
    [InlineData("5;x=")]
    [InlineData("0\r\nX: ")]
    [InlineData("0")]
    public async Task Frames_of_a_body_without_end_end_soon(string beginning)
    {
        await using var server = RawServer.Endless(Html + "Transfer-Encoding: chunked\r\n\r\n" + beginning, new string('0', 1000));
        Assert.NotEqual(LookFailure.None, (await LookAsync(server, Hasty)).Failure);
        Assert.InRange(server.Written, 0, Buffers);
    }

    [Fact]
    public async Task One_byte_a_second_ends_with_the_total_time()
    {
        await using var server = new RawServer(async talk =>
        {
            foreach (var letter in Html + "\r\n" + Prose)
            {
                await talk.SayAsync(letter.ToString());
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, talk.Stop);
            }
        });
        Assert.Equal(LookFailure.Timeout, (await LookAsync(server, Hasty)).Failure);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_bomb_without_end_is_taken_no_further_than_the_limit(string coding)
    {
        // About a thousand to one: what is taken off the wire is a few kilobytes and what the sockets hold.
        await using var server = RawServer.Endless(Html + $"Content-Encoding: {coding}\r\nConnection: close\r\n\r\n", Bomb(coding));
        Assert.Equal(LookFailure.TooLarge, (await LookAsync(server)).Failure);
        Assert.InRange(server.Written, 0, Buffers);
    }

    [Fact]
    public async Task What_is_held_of_a_bomb_never_grows_beyond_the_limit()
    {
        using var counted = new CountedZeros();
        using var content = new StreamContent(counted, 64 * 1024);
        var stopped = await Assert.ThrowsAsync<LookStoppedException>(
            () => PageText.ReadAsync(content, FetchLimits.Default.BodyBytes, TestContext.Current.CancellationToken));
        Assert.Equal(LookFailure.TooLarge, stopped.Failure);
        Assert.InRange(counted.Given, FetchLimits.Default.BodyBytes, FetchLimits.Default.BodyBytes + 64 * 1024);
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("gzip, gzip, gzip")]
    [InlineData("br, gzip")]
    [InlineData("zstd")]
    [InlineData("x-own")]
    public async Task A_body_that_stays_packed_is_not_read_as_text(string codings)
    {
        var bytes = Encoding.UTF8.GetBytes("<h1>This page was not found</h1>");
        foreach (var coding in codings.Split(", ").Where(c => c is "gzip" or "br"))
        {
            bytes = Packed(coding, bytes);
        }

        await using var server = new RawServer(async talk =>
        {
            await talk.SayAsync(Html + string.Create(CultureInfo.InvariantCulture, $"Content-Encoding: {codings}\r\nContent-Length: {bytes.Length}\r\n\r\n"));
            await talk.SayAsync(bytes);
        });
        var result = await CheckAsync(server.Url);
        Assert.Equal(("inconclusive", "protocol-error"), (result.Verdict, result.Reason));
    }

    [Fact]
    public async Task A_thousand_redirects_are_followed_for_ten_requests()
    {
        Board.On("*", context => Answers.Redirect("/" + (int.Parse(context.Request.Path.Value![1..], CultureInfo.InvariantCulture) + 1))(context));
        Board.On("/1000", Answers.Page("the end"));
        var result = await CheckAsync(Board.Url("/0"));
        Assert.Equal(("inconclusive", "redirect-loop", 10, 10), (result.Verdict, result.Reason, result.Hops.Count, Board.Requests.Count));
    }

    [Theory]
    [InlineData("Content-Length: 5000\r\n", LookFailure.ConnectFailure)] // longer than the body
    [InlineData("Content-Length: 5\r\nContent-Length: 7\r\n", LookFailure.None)] // the first counts
    [InlineData("Content-Length: -1\r\n", LookFailure.None)] // not understood: to the end of the connection
    [InlineData("Content-Length: 5, 5\r\n", LookFailure.None)]
    public async Task A_wrong_length_is_a_value(string header, object expected)
    {
        await using var server = RawServer.Saying(Html + header + "\r\n<p>A kettle.</p>");
        var failure = (await LookAsync(server, Hasty)).Failure;
        Assert.Contains(failure, new[] { (LookFailure)expected, LookFailure.ProtocolError });
    }

    [Fact]
    public async Task What_follows_a_length_that_is_too_short_is_no_answer_to_the_next_request()
    {
        var asked = 0;
        await using var server = new RawServer(async talk =>
        {
            do
            {
                await talk.SayAsync(Interlocked.Increment(ref asked) == 1
                    ? Html + "Content-Length: 5\r\n\r\nFirst" + "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"
                    : Html + "Content-Length: 5\r\n\r\nAgain");
            }
            while ((await talk.HearAsync()).Length > 0);
        });
        using var fetching = TestFetching.With(TestFetching.OpenTo(_hosts));
        Assert.Equal(200, (await fetching.LookAsync(server.Url)).Status);
        Assert.Equal(200, (await fetching.LookAsync(server.Url)).Status);
    }

    [Fact]
    public async Task A_neighbour_is_looked_at_while_hostile_servers_hold_their_looks()
    {
        var seen = new TaskCompletionSource();
        Board.On("/live", async context =>
        {
            await Answers.Page($"<h1>Kettle</h1><p>{Prose}</p>")(context);
            seen.TrySetResult();
        });
        // Each holds its look until the neighbour was asked: if it had to wait for them, nothing would ever end.
        await using var silent = new RawServer(async talk => await seen.Task.WaitAsync(talk.Stop));
        await using var half = new RawServer(async talk =>
        {
            await talk.SayAsync("HTTP/1.1 200");
            await seen.Task.WaitAsync(talk.Stop);
        });
        await using var body = new RawServer(async talk =>
        {
            await talk.SayAsync(Html + "Content-Length: 500\r\n\r\n<p>");
            await seen.Task.WaitAsync(talk.Stop);
        });
        using var fetching = TestFetching.With(TestFetching.OpenTo(_hosts), s => s.AddSingleton(ShippedBook.Value));
        var results = new List<CheckResult>();
        await foreach (var result in fetching.Get<CheckUrls>().RunAsync([silent.Url, half.Url, body.Url, Board.Url("/live")], TestContext.Current.CancellationToken))
        {
            results.Add(result);
        }

        Assert.Equal(["unreachable", "unreachable", "unreachable", "live"], results.Select(r => r.Verdict));
    }

    private const string Prose = CheckedPage.Prose;

    private async Task<LookFacts> LookAsync(RawServer server, FetchLimits? limits = null)
    {
        using var fetching = TestFetching.With(TestFetching.OpenTo(_hosts), s => s.AddSingleton(limits ?? FetchLimits.Default));
        return await fetching.LookAsync(server.Url, 1, 2, 3);
    }

    private Task<CheckResult> CheckAsync(string url) => CheckedPage.AskAsync(_hosts, url);

    /// <summary>Packed zeros that may be repeated: what follows the end of a stream begins the next.</summary>
    private static byte[] Bomb(string coding) => Packed(coding, new byte[4 * 1024 * 1024]);

    private static byte[] Packed(string coding, byte[] plain)
    {
        using var packed = new MemoryStream();
        using (Stream pack = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true),
            _ => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            pack.Write(plain);
        }

        return packed.ToArray();
    }

    /// <summary>Zeros for ever; counts how many were taken.</summary>
    private sealed class CountedZeros : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
