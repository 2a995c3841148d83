using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Takedowns;

namespace TakedownWorker.ContactLookup;

/// <summary>What one source answered: a value, or a note why there is none. Notes are short words, never anybody's text.</summary>
internal readonly record struct SourceAnswer<T>(T? Value, string? Note)
    where T : class
{
    public static SourceAnswer<T> Of(T value) => new(value, null);

    public static SourceAnswer<T> Nothing(string note) => new(null, note);
}

/// <summary>Answers of sources for a time, in memory only: a restart forgets which hosts were asked about, and nothing of it is stored in clear.</summary>
internal sealed class LookupCache(LookupSettings settings, [FromKeyedServices(Clocks.Machine)] TimeProvider machine)
{
    private const int MostEntries = 10_000;

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, object Answer)> _entries = new(StringComparer.Ordinal);

    /// <summary>
    /// The kept answer, or that of <paramref name="ask"/> within the time for one source. Whatever goes wrong on the way is a
    /// note; only the caller's own cancellation passes.
    /// </summary>
    public async Task<SourceAnswer<T>> GetAsync<T>(string source, string question, Func<CancellationToken, Task<SourceAnswer<T>>> ask, CancellationToken cancellationToken)
        where T : class
    {
        var key = source + " " + question;
        if (_entries.TryGetValue(key, out var kept) && kept.Until > machine.GetUtcNow())
        {
            return (SourceAnswer<T>)kept.Answer;
        }

        using var timed = new CancellationTokenSource(settings.Each, machine);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timed.Token, cancellationToken);
        SourceAnswer<T> answer;
        try
        {
            answer = await ask(either.Token);
        }
        catch (OperationCanceledException) when (timed.IsCancellationRequested || !cancellationToken.IsCancellationRequested)
        {
            answer = SourceAnswer<T>.Nothing("no answer in time");
        }
        catch (Exception e) when (LookupFailures.NoteOf(e) is not null)
        {
            answer = SourceAnswer<T>.Nothing(LookupFailures.NoteOf(e)!);
        }

        Keep(key, answer, answer.Value is null ? settings.KeepFailure : settings.Keep);
        return answer;
    }

    private void Keep(string key, object answer, TimeSpan time)
    {
        var now = machine.GetUtcNow();
        if (_entries.Count >= MostEntries)
        {
            foreach (var (old, entry) in _entries)
            {
                if (entry.Until <= now || _entries.Count >= MostEntries)
                {
                    _entries.TryRemove(old, out _);
                }
            }
        }

        _entries[key] = (now + time, answer);
    }
}
