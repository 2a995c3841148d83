using System.Collections.Concurrent;
using System.Collections.Immutable;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.ContactLookup;

/// <summary>Keeps why sources had nothing to say. The end of the time for all is a note as well; only the caller's own end passes.</summary>
internal sealed class SourceNotes(CancellationToken caller)
{
    private readonly ConcurrentBag<SourceNote> _all = [];

    public ImmutableArray<SourceNote> All => [.. _all.Distinct().OrderBy(n => n.Source).ThenBy(n => n.Text, StringComparer.Ordinal)];

    /// <summary>The source's value, or null and a note.</summary>
    public async Task<T?> AskAsync<T>(RouteSource source, Func<Task<SourceAnswer<T>>> ask)
        where T : class
    {
        try
        {
            var answer = await ask();
            if (answer is { Value: null, Note: { } note } && note != "not asked")
            {
                _all.Add(new SourceNote(source, note));
            }

            return answer.Value;
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            _all.Add(new SourceNote(source, "no answer in time"));
            return null;
        }
        catch (Exception e) when (LookupFailures.NoteOf(e) is { } note)
        {
            _all.Add(new SourceNote(source, note));
            return null;
        }
    }
}
