using TakedownWorker.Takedowns;

namespace TakedownWorker.Cli;

/// <summary>A case in words: for a caseworker, and for the person.</summary>
internal static class CaseText
{
    public static async Task WriteAsync(CaseView view)
    {
        await Output.LineAsync($"{view.Ref}  {view.State}{(view.WaitingFor.IsEmpty ? "" : ", waiting for: " + string.Join(", ", view.WaitingFor))}");
        if (view.Trial)
        {
            await Output.LineAsync("NOT SENT: this installation is in trial mode; letters are only written to a folder.");
        }

        foreach (var u in view.Urls)
        {
            await Output.LineAsync(FormattableString.Invariant(
                $"  {u.Content,-16} attempt {u.Attempt} rung {u.Rung}  next look {Output.Time(u.NextLook)}  {u.Url}"));
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

    /// <summary>Plain words without addresses, names of hosts or terms of law: it may be read on anybody's screen.</summary>
    public static string Summary(CaseView view)
    {
        int Count(params string[] states) => view.Urls.Count(u => states.Contains(u.Content, StringComparer.Ordinal));
        var live = Count("live", "unseen", "withheld", "unreachable");
        var checking = Count("gone-unconfirmed");
        var removed = Count("removed");
        var letters = view.Notices.Count(n => n.MessageId is not null && n.Kind != "withdrawal");
        return string.Join(Environment.NewLine,
        [
            FormattableString.Invariant($"Your matter has the reference {view.Ref}."),
            FormattableString.Invariant($"We watch {view.Urls.Length} {(view.Urls.Length == 1 ? "place" : "places")} for you."),
            FormattableString.Invariant($"{removed} {(removed == 1 ? "is" : "are")} gone, and we keep looking in case they come back."),
            .. checking > 0 ? [FormattableString.Invariant($"{checking} look gone; we make sure before we say so.")] : Array.Empty<string>(),
            .. live > 0 ? [FormattableString.Invariant($"{live} {(live == 1 ? "is" : "are")} not gone yet; we keep at it.")] : Array.Empty<string>(),
            FormattableString.Invariant($"We have sent {letters} {(letters == 1 ? "letter" : "letters")} so far."),
        ]);
    }
}
