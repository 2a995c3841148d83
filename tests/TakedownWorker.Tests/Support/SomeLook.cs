using NodaTime;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Tests.Support;

/// <summary>Facts of a look with everything a test does not care about filled in.</summary>
internal static class SomeLook
{
    public const string Url = "https://board.test/thread/17";

    public static readonly Instant At = Instant.FromUtc(2026, 3, 1, 12, 0);

    public static LookFacts Answered(int status, string? contentType = "text/html", long? length = 500) => new()
    {
        Url = Url,
        At = At,
        Status = status,
        FinalUrl = Url,
        Hops = [new Hop(Url, status)],
        ContentType = contentType,
        Length = length,
    };

    public static LookFacts Failed(LookFailure failure) => new()
    {
        Url = Url, At = At, Failure = failure, FinalUrl = Url, Hops = [new Hop(Url, null)],
    };

    public static LookFacts Redirected(string from, string to) => Answered(200) with
    {
        Url = from, FinalUrl = to, Hops = [new Hop(from, 302), new Hop(to, 200)],
    };
}
