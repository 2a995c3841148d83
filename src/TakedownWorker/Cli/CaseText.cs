using System.Collections.Immutable;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Cli;

/// <summary>A case in words: for a caseworker, and for the person.</summary>
internal static class CaseText
{
    public static async Task WriteAsync(CaseView view, string hotlineText)
    {
        await Output.LineAsync($"{view.Ref}  {view.State}{(view.WaitingFor.IsEmpty ? "" : ", waiting for: " + string.Join(", ", view.WaitingFor))}");
        if (view.Trial)
        {
            await Output.LineAsync("NOT SENT: this installation is in trial mode; letters are only written to a folder.");
        }

        if (view.State == "quarantined")
        {
            await Output.LineAsync($"Possibly under 18: addresses are not shown. 'case show {view.Ref} --hotline' prints them for the hotline.\n{hotlineText}");
        }

        foreach (var u in view.Urls)
        {
            await Output.LineAsync(FormattableString.Invariant(
                $"  {u.Content,-16} {u.Reason ?? "-",-16} attempt {u.Attempt} rung {u.Rung}  next look {Output.Time(u.NextLook)}  {u.Url ?? "-"}"));
        }

        foreach (var n in view.Notices)
        {
            await Output.LineAsync(FormattableString.Invariant($"  letter {n.Id} {n.Kind,-12} rung {n.Rung} {n.State,-18} to {n.To}, {n.Urls.Length} addresses"));
        }

        foreach (var t in view.Tasks)
        {
            await Output.LineAsync($"  task {t.Id} {t.Kind}: {t.Asks}");
        }
    }

    /// <summary>Plain words without addresses, names of hosts or terms of law: it may be read on anybody's screen. One sentence each.</summary>
    public static ImmutableArray<string> Summary(CaseView view)
    {
        int Count(params string[] states) => view.Urls.Count(u => states.Contains(u.Content, StringComparer.Ordinal));
        var letters = view.Notices.Count(n => n.MessageId is not null && n.Kind != "withdrawal");
        return
        [
            $"Your matter has the reference {view.Ref}.",
            .. view.State switch
            {
                "quarantined" => ["We have stopped our own work on it, because others must act first. Your caseworker will speak with you."],
                "closed" => ["It is closed. We do not look or write any more."],
                "paused" => ["It is paused: we write to nobody until it goes on."],
                _ => Array.Empty<string>(),
            },
            .. view.State is "quarantined" or "closed" ? [] : Places(view.Urls.Length, Count("removed"), Count("gone-unconfirmed")),
            letters == 0 ? "We have not sent a letter so far." : FormattableString.Invariant($"We have sent {letters} {(letters == 1 ? "letter" : "letters")} so far."),
        ];
    }

    private static IEnumerable<string> Places(int all, int removed, int checking)
    {
        var left = all - removed - checking;
        yield return FormattableString.Invariant($"It is about {all} {(all == 1 ? "place" : "places")}.");
        if (removed > 0)
        {
            yield return FormattableString.Invariant($"{removed} {(removed == 1 ? "is" : "are")} gone, and we keep looking in case they come back.");
        }

        if (checking > 0)
        {
            yield return FormattableString.Invariant($"{checking} {(checking == 1 ? "looks" : "look")} gone; we make sure before we say so.");
        }

        if (left > 0)
        {
            yield return FormattableString.Invariant($"{left} {(left == 1 ? "is" : "are")} not gone yet; we keep at it.");
        }
    }
}
