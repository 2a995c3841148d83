using System.Collections.Concurrent;
using System.Collections.Immutable;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Support;

/// <summary>Pages of a story: what an address answers now. Own fake of the one port that fetches; the real one has its own tests.</summary>
internal sealed class ScriptedPages : IPageFetcher, IOwnOutage, IVantages
{
    private readonly ConcurrentDictionary<string, Func<LookFacts, LookFacts>> pages = new(StringComparer.Ordinal);
    private int looks;
    private int knownAgain;

    public int Looks => looks;

    /// <summary>Looks whose answer was known again, so that it was not read.</summary>
    public int KnownAgain => knownAgain;

    /// <summary>False: this machine's own connection is down.</summary>
    public bool Online { get; set; } = true;

    public void Live(string url, string fingerprint = "same") =>
        pages[url] = f => f with { Status = 200, ContentType = "text/html", Length = 500, Fingerprint = fingerprint, Mark = new PageMark(fingerprint, null, null), Hops = [new Hop(url, 200)] };

    /// <summary>Live, and names further addresses.</summary>
    public void Names(string url, params Companion[] companions) => pages[url] = f => f with
    {
        Status = 200,
        ContentType = "text/html",
        Length = 500,
        Fingerprint = "same",
        Companions = [.. companions],
        Hops = [new Hop(url, 200)],
    };

    public void Answers(string url, int status) => pages[url] = f => f with { Status = status, Hops = [new Hop(url, status)] };

    public void Fails(string url, LookFailure failure) => pages[url] = f => f with { Failure = failure };

    /// <summary>What one vantage alone is answered.</summary>
    public void AnswersFrom(string vantage, string url, int status) =>
        pages[vantage + " " + url] = f => f with { Status = status, Hops = [new Hop(url, status)] };

    public Vantage? Find(string name) => new(name, new From(this, name), this);

    /// <summary>A bug of ours: the fetcher throws.</summary>
    public void Breaks(string url) => pages[url] = _ => throw new InvalidOperationException("planted");

    public Task<LookFacts> LookAsync(string url, ReadOnlyMemory<byte> fingerprintKey, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref looks);
        var facts = new LookFacts { Url = url, At = Some.Start, FinalUrl = url };
        return Task.FromResult(!Online ? facts with { Failure = LookFailure.DnsFailure }
            : pages.TryGetValue(url, out var page) ? page(facts)
            : facts with { Status = 404, Hops = ImmutableArray.Create(new Hop(url, 404)) });
    }

    public async Task<LookFacts> LookAgainAsync(string url, ReadOnlyMemory<byte> fingerprintKey, LookHints hints, CancellationToken cancellationToken) =>
        KnowAgain(await LookAsync(url, fingerprintKey, cancellationToken), hints);

    private LookFacts KnowAgain(LookFacts facts, LookHints hints)
    {
        if (facts.Mark is null || facts.Mark != hints.Known)
        {
            return facts;
        }

        Interlocked.Increment(ref knownAgain);
        return facts with { IsKnown = true };
    }

    /// <summary>The pages as one vantage sees them.</summary>
    private sealed class From(ScriptedPages all, string vantage) : IPageFetcher
    {
        public Task<LookFacts> LookAsync(string url, ReadOnlyMemory<byte> fingerprintKey, CancellationToken cancellationToken)
        {
            if (!all.Online || !all.pages.TryGetValue(vantage + " " + url, out var page))
            {
                return all.LookAsync(url, fingerprintKey, cancellationToken);
            }

            Interlocked.Increment(ref all.looks);
            return Task.FromResult(page(new LookFacts { Url = url, At = Some.Start, FinalUrl = url }));
        }

        public async Task<LookFacts> LookAgainAsync(string url, ReadOnlyMemory<byte> fingerprintKey, LookHints hints, CancellationToken cancellationToken) =>
            all.KnowAgain(await LookAsync(url, fingerprintKey, cancellationToken), hints);
    }

    public Task<bool?> ControlsAnswerAsync(CancellationToken cancellationToken) => Task.FromResult<bool?>(Online);
}
