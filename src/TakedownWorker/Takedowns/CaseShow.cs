using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Core.Replies;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>Reads one case for a human: what is there, what was sent, what waits.</summary>
internal sealed class CaseShow(ICaseStore store, IRulebookSource rulebooks, OrganisationFacts organisation)
{
    public async Task<CaseView?> ShowAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(id, cancellationToken);
        if (session is null)
        {
            return null;
        }

        var file = session.File;
        var hidden = file.Facts.Quarantined || file.Takedowns.Any(t => t.Quarantined);
        var states = file.Takedowns.Select(t => t.StateIn(file.Facts)).ToList();
        return new CaseView(
            file.Facts.Reference,
            State(file.Facts, states),
            [.. session.Tasks.Select(t => Kebab.Name(t.Kind)).Distinct().Order(StringComparer.Ordinal)],
            [.. file.Takedowns.Select(t => Url(t, file, hidden))],
            [.. file.Notices.Select(n => Notice(file, n, hidden))],
            [.. session.Tasks.Select(t => Task(file.Facts.Reference, t))],
            rulebooks.For(file.Facts.Policy).Installation.Trial);
    }

    /// <summary>Address, date and time of each report, also of a quarantined case: only <c>case show --hotline</c> asks for this.</summary>
    public async Task<ImmutableArray<HotlineLine>?> HotlineAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(id, cancellationToken);
        return session is null ? null : [.. session.File.Takedowns.Select(t => new HotlineLine(t.Url, t.ReportedAt.ToDateTimeOffset()))];
    }

    public static TaskView Task(string reference, StoredTask t) => new(
        t.Id.ToString(), reference, Kebab.Name(t.Kind), t.Since.ToDateTimeOffset(), t.Due?.ToDateTimeOffset(), t.Asks, t.Notice?.ToString());

    /// <summary>The case is what most concerns a human: quarantined, closed, paused, waiting, open, then removed.</summary>
    private static string State(CaseFacts facts, List<TakedownState> states) => Kebab.Name(
        facts.Quarantined ? TakedownState.Quarantined
        : facts.Closure != CaseClosure.None ? TakedownState.Closed
        : facts.Paused ? TakedownState.Paused
        : states.Contains(TakedownState.WaitingForHuman) ? TakedownState.WaitingForHuman
        : states.Contains(TakedownState.Open) || states.Count == 0 ? TakedownState.Open
        : TakedownState.Removed);

    /// <summary>A page that stays gone and is not called removed needs its reason said: its file is still there (MON-44).</summary>
    private static UrlView Url(Takedown t, CaseFile file, bool hidden) => new(
        t.Id.ToString(), hidden ? null : t.Url, Kebab.Name(t.Content), Kebab.Name(t.StateIn(file.Facts)), t.Attempt, t.Rung,
        t.NextLook?.ToDateTimeOffset(), t.WakeUp?.ToDateTimeOffset(), t.Content == ContentState.GoneUnconfirmed && CompanionRule.HasLiveFile(file, t) ? "file-is-live" : t.Sightings.LastVerdict?.Reason);

    private NoticeView Notice(CaseFile file, Notice n, bool hidden) => new(
        n.Id.ToString(), n.Items.Length > 0 ? n.Items[0].KindName : Kebab.Name(n.Kind), Kebab.Name(n.State), n.Route.Address, n.Rung,
        n.ReceivedAt is null && !n.MayBeOut ? null : MessageId.For(n.Id, organisation.MailDomain),
        [.. hidden ? [] : n.Items.Select(k => file.Of(k.Takedown).Url)]);
}
