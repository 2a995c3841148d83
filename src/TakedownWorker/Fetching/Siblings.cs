using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Fetching;

/// <summary>
/// What sites answer for addresses that cannot exist: asked once for a host and path pattern, kept for a while, and for all
/// looks at once that need it. A second one and the home page are asked for only when a page is like the first.
/// </summary>
internal sealed class Siblings(
    PageFetcher fetcher,
    JudgeBook book,
    FetchSettings settings,
    [FromKeyedServices(Clocks.Machine)] TimeProvider machine)
{
    public static readonly TimeSpan KeepFor = TimeSpan.FromHours(6);

    /// <summary>How long an answer that tells nothing is kept: a failure, a wall.</summary>
    public static readonly TimeSpan KeepNothingFor = TimeSpan.FromMinutes(10);

    public const int Most = 20_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    private sealed class Entry(long at, Func<int, bool, Task<SiblingAnswer>> ask, Func<Task<PageSketch?>> home)
    {
        private readonly Lazy<Task<SiblingAnswer>> _first = new(() => ask(0, false));
        private readonly Lazy<Task<SiblingAnswer>> _second = new(() => ask(1, false));
        private readonly Lazy<Task<SiblingAnswer>> _wide = new(() => ask(0, true));
        private readonly Lazy<Task<PageSketch?>> _home = new(home);

        public long At => at;

        /// <summary>A fault of ours while asking: it must not be kept, or every look at the host would repeat it.</summary>
        public bool IsBroken => IsFaulted(_first) || IsFaulted(_second) || IsFaulted(_wide) || IsFaulted(_home);

        public Task<SiblingAnswer> First => _first.Value;

        public Task<SiblingAnswer> Second => _second.Value;

        public Task<SiblingAnswer> Wide => _wide.Value;

        public Task<PageSketch?> Home => _home.Value;

        private static bool IsFaulted<T>(Lazy<Task<T>> asked) => asked is { IsValueCreated: true, Value.IsFaulted: true };
    }

    /// <summary>Null where an address has no sibling: a home page.</summary>
    public async Task<SiblingAnswer?> OfAsync(PageFacts page, CancellationToken cancellationToken)
    {
        if (ReportedUrl.Parse(page.Url).Url is not { } url || SiblingAddress.Of(url) is not { } sibling)
        {
            return null;
        }

        var entry = await FreshAsync(url, sibling.Pattern, cancellationToken);
        var first = await entry.First.WaitAsync(cancellationToken);
        if (first.IsNoAnswer)
        {
            return first;
        }

        var likeness = first.LikenessOf(page.Sketch);
        if (likeness == Likeness.Near && await entry.Second.WaitAsync(cancellationToken) is { IsNoAnswer: false } second)
        {
            first = first with { Second = second };
            likeness = first.LikenessOf(page.Sketch);
        }

        if (likeness != Likeness.Same)
        {
            return first;
        }

        var wide = SiblingAddress.Of(url, wide: true) is null ? null : await entry.Wide.WaitAsync(cancellationToken);
        return first with { Home = await entry.Home.WaitAsync(cancellationToken), Wide = wide };
    }

    private async Task<Entry> FreshAsync(ReportedUrl url, string pattern, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(pattern, out var known))
        {
            if (!known.IsBroken)
            {
                var answer = await known.First.WaitAsync(cancellationToken);
                if (machine.GetElapsedTime(known.At) < (answer.IsNoAnswer ? KeepNothingFor : KeepFor))
                {
                    return known;
                }
            }

            _entries.TryRemove(new KeyValuePair<string, Entry>(pattern, known));
        }

        Trim();
        return _entries.GetOrAdd(pattern, _ => new Entry(machine.GetTimestamp(), (n, wide) => AskAsync(url, n, wide), () => HomeAsync(url)));
    }

    /// <summary>Old answers go first; all of them when a flood of hosts left no old ones.</summary>
    private void Trim()
    {
        if (_entries.Count < Most)
        {
            return;
        }

        foreach (var (pattern, entry) in _entries.OrderBy(e => e.Value.At).Take(Most / 4).ToList())
        {
            _entries.TryRemove(new KeyValuePair<string, Entry>(pattern, entry));
        }
    }

    private async Task<SiblingAnswer> AskAsync(ReportedUrl url, int number, bool wide)
    {
        var address = SiblingAddress.Of(url, number, wide)!.Url;
        var (facts, page) = await FetchAsync(address);
        return new SiblingAnswer
        {
            Url = address,
            FinalUrl = page?.FinalUrl ?? facts.FinalUrl ?? address,
            Status = facts.Failure == LookFailure.None ? facts.Status : null,
            Sketch = page?.Sketch ?? PageSketch.Empty,
            Signals = page is null ? [] : LookReading.Alone(PageReading.Of(book, page)),
        };
    }

    private async Task<PageSketch?> HomeAsync(ReportedUrl url)
    {
        var (facts, page) = await FetchAsync(url.Origin + "/");
        return facts.Status is 200 ? page?.Sketch : null;
    }

    /// <summary>After the same gap as any other request to the host. Shared by all who wait, so it hangs on none of them.</summary>
    private async Task<Fetched> FetchAsync(string address)
    {
        await Task.Delay(settings.PerHostGap, machine, CancellationToken.None);
        return await fetcher.FetchAsync(address, ReadOnlyMemory<byte>.Empty, PageWish.Whole, CancellationToken.None);
    }
}
