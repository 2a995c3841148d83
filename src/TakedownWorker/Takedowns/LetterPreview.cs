using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>The next letters of a case as they would go.</summary>
/// <param name="At">When they would be written at the earliest, if the addresses are still live then.</param>
/// <param name="Letters">One a letter; while something is missing, one that names it.</param>
internal sealed record ExpectedLetters(DateTimeOffset At, ImmutableArray<NoticePreview> Letters);

/// <summary>Shows the next letters of a case: the real deciders on a copy, through the same composer. Nothing is committed.</summary>
internal sealed class LetterPreview(
    ICaseStore store, IRulebookSource rulebooks, IRouteTrust routeTrust, IRouteFinder finder, LetterDesk letters,
    [FromKeyedServices(Clocks.Domain)] TimeProvider domain)
{
    /// <summary>The language that is named while a letter has none yet.</summary>
    private const string DefaultLanguage = "en";

    public async Task<Answer<ExpectedLetters>> OfAsync(CaseId id, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, cancellationToken) is not { } file)
        {
            return Answer<ExpectedLetters>.No("There is no such case any more. See 'case list'.");
        }

        if (WhyNone(file.Facts) is { } why)
        {
            return Answer<ExpectedLetters>.No(why);
        }

        var played = await PlayAsync(file, cancellationToken);
        if (played.Letters.IsEmpty && played.Missing.IsEmpty)
        {
            return Answer<ExpectedLetters>.No(
                "No letter is due: every address is removed, or the ladder waits for a human. See 'case show' and 'task list'.");
        }

        return new ExpectedLetters(
            played.At.ToDateTimeOffset(),
            played.Letters.IsEmpty ? [Lacking(file, played.Missing)] : [.. played.Letters.Select(l => Describe(l.Notice, l.Letter))]);
    }

    private async Task<CaseFile?> LoadAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(id, cancellationToken);
        return session?.File;
    }

    private async Task<RehearsedLetters> PlayAsync(CaseFile file, CancellationToken cancellationToken)
    {
        var routes = new Dictionary<TakedownId, ImmutableArray<Route>>();
        foreach (var takedown in file.Takedowns)
        {
            routes[takedown.Id] = takedown.Routes ?? await finder.FindAsync(takedown.Url, cancellationToken);
        }

        var rulebook = rulebooks.For(file.Facts.Policy);
        var keys = file.Notices.Select(n => n.Route.Key).Concat(routes.Values.SelectMany(r => r).Select(r => r.Key)).ToHashSet(StringComparer.Ordinal);
        var trusted = await routeTrust.TrustedAsync(keys, cancellationToken);
        return Rehearsal.Play(file, Instant.FromDateTimeOffset(domain.GetUtcNow()), new RehearsalStage(
            rulebook, trusted, t => routes[t.Id], (copy, notice, now) => letters.Compose(copy, notice, rulebook, now)));
    }

    private static string? WhyNone(CaseFacts facts) =>
        facts.Quarantined ? "No letter would leave: the person may be under 18 and the case is quarantined. See 'case show' for the steps of the hotline."
        : facts.Closure != CaseClosure.None ? "No letter would leave: the case is closed. Open a new case if material is back."
        : facts.Paused ? "No letter would leave: the case is paused. Resume it with 'case resume'."
        : null;

    private NoticePreview Lacking(CaseFile file, ImmutableArray<string> missing) => new(
        rulebooks.For(file.Facts.Policy).Policy.Rungs.SelectMany(r => r.Bases).FirstOrDefault() ?? "", DefaultLanguage, Kebab.Name(ItemKind.First), "", "", "", "", missing);

    private static NoticePreview Describe(Notice n, Composition letter) => letter switch
    {
        Composition.Complete whole => new NoticePreview(
            whole.Basis, whole.Language, n.Items[0].KindName, n.Route.Address, whole.Subject, whole.Text, whole.Html, []),
        Composition.Incomplete incomplete => Empty(n, incomplete.Basis, incomplete.Missing),
        Composition.NoBasis none => Empty(n, n.Basis ?? "", [.. none.Reasons.Select(r => $"basis: {r}")]),
        _ => throw new InvalidOperationException($"No answer for {letter.GetType().Name}."),
    };

    private static NoticePreview Empty(Notice n, string basis, ImmutableArray<string> missing) =>
        new(basis, n.Language ?? DefaultLanguage, n.Items[0].KindName, n.Route.Address, "", "", "", missing);
}
