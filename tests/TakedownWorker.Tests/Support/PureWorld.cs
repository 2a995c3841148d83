using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Tests.Support;

/// <summary>A letter that left in a pure world, with the case as it was at that instant.</summary>
internal sealed record Departure(Notice Letter, ImmutableArray<ItemKey> Items, Instant At, CaseFile Before, bool Repeat);

/// <summary>
/// Both deciders with an outbox in memory and no shell at all: events in, letters out. What leaves is kept with the case
/// as it was then, so that a property can be asked about every departure.
/// </summary>
internal sealed class PureWorld
{
    private readonly Dictionary<NoticeId, Instant?> outbox = [];
    private readonly HashSet<NoticeId> onTheWay = [];

    public PureWorld(Rulebook? rulebook = null, params ReadOnlySpan<string> urls)
    {
        Rulebook = rulebook ?? Some.Rulebook();
        var takedowns = urls.IsEmpty ? [Some.Takedown()] : urls.ToArray().Select(Some.Takedown).ToImmutableArray();
        File = new CaseFile(Some.Facts(), [.. takedowns], []);
    }

    public Rulebook Rulebook { get; set; }

    public CaseFile File { get; set; }

    public Instant Now { get; set; } = Some.Start;

    public List<Departure> Departures { get; } = [];

    public List<Decision> Decisions { get; } = [];

    public List<TakedownEvent> Events { get; } = [];

    public List<NoticeDecision> NoticeDecisions { get; } = [];

    public List<Briefing> Briefings { get; } = [];

    public List<string> Trusted { get; } = [];

    public List<string> Ignorers { get; } = [];

    public Takedown The => File.Takedowns[0];

    public IEnumerable<NoticeId> Queued => outbox.Keys;

    public StepResult Tell(TakedownEvent e, params ReadOnlySpan<TakedownId> to)
    {
        ImmutableArray<TakedownId> targets = to.IsEmpty ? [.. File.Takedowns.Select(t => t.Id)] : [.. to];
        var result = CaseStep.Run(File, [new AddressedEvent(e, targets)], Rulebook, new KnownParties([.. Trusted], [.. Ignorers]), Compose);
        File = result.File;
        Events.Add(e);
        NoticeDecisions.AddRange(result.NoticeDecisions);
        Briefings.AddRange(result.Briefings);
        Decisions.AddRange(result.Decisions.Select(d => d.Decision));
        foreach (var decision in result.NoticeDecisions)
        {
            switch (decision)
            {
                case NoticeDecision.Queue q: outbox[q.Notice] = q.FreshUntil; break;
                case NoticeDecision.Recall r: outbox.Remove(r.Notice); onTheWay.Remove(r.Notice); break;
                default: break;
            }
        }

        return result;
    }

    public void Report() => Tell(new TakedownEvent.Reported(Some.EventId(), Now));

    public void See(VerdictKind kind, string? fingerprint = "f1") => Tell(new TakedownEvent.Observed(Some.EventId(), Now, Some.Look(Now, kind, fingerprint)));

    public void FindRoutes(params ImmutableArray<Route> routes) => Tell(new TakedownEvent.RoutesFound(Some.EventId(), Now, routes));

    public void Approve(NoticeId id) =>
        Tell(new TakedownEvent.LetterApproved(Some.EventId(), Now, id, File.Find(id)!.ContentHash ?? "", "caseworker"), Of(id));

    /// <summary>What the outbox's claim does: re-checks case and freshness, then the letter is on its way.</summary>
    public bool Claim(NoticeId id)
    {
        var notice = File.Find(id)!;
        if (!outbox.TryGetValue(id, out var freshUntil))
        {
            return false;
        }

        if (freshUntil <= Now)
        {
            outbox.Remove(id);
            Tell(new TakedownEvent.LetterHeld(Some.EventId(), Now, id, HoldReason.StaleLook), Of(id));
            return false;
        }

        Departures.Add(new Departure(notice, notice.Items, Now, File, Repeat: !onTheWay.Add(id)));
        return true;
    }

    public void Send(NoticeId id)
    {
        if (Claim(id))
        {
            outbox.Remove(id);
            onTheWay.Remove(id);
            Tell(new TakedownEvent.NoticeSent(Some.EventId(), Now, id, false, 1, "bytes", OverdueRule.Deadline(File.Find(id)!, Now, Rulebook)), Of(id));
        }
    }

    public void SendDoubtfully(NoticeId id)
    {
        if (Claim(id))
        {
            outbox[id] = null; // a repeat is sent whatever the looks say: the letter may be out already
            Tell(new TakedownEvent.SendDoubtful(Some.EventId(), Now, id, 1), Of(id));
        }
    }

    public void Fail(NoticeId id, bool recipientGone)
    {
        if (Claim(id))
        {
            outbox.Remove(id);
            onTheWay.Remove(id);
            Tell(new TakedownEvent.SendFailed(Some.EventId(), Now, id, recipientGone ? "5.1.1" : "5.7.1", recipientGone), Of(id));
        }
    }

    /// <summary>Lets time pass, waking and (when live) looking as the takedowns ask, until <paramref name="end"/>.</summary>
    public void Pass(Duration time, VerdictKind? seen = null)
    {
        var end = Now + time;
        for (var i = 0; i < 2_000; i++)
        {
            var next = File.Takedowns.SelectMany(t => new[] { t.WakeUp, seen is null ? null : t.NextLook }).Where(at => at is not null).Min();
            if (next is null || next > end)
            {
                break;
            }

            Now = Instant.Max(Now, next.Value);
            foreach (var t in File.Takedowns.Where(t => t.WakeUp <= Now).ToList())
            {
                Tell(new TakedownEvent.TimePassed(Some.EventId(), Now), t.Id);
            }

            foreach (var t in File.Takedowns.Where(t => seen is not null && t.NextLook <= Now).ToList())
            {
                Tell(new TakedownEvent.Observed(Some.EventId(), Now, Some.Look(Now, seen!.Value)), t.Id);
            }
        }

        Now = end;
    }

    /// <summary>Passes time while a human approves all and everything queued is sent at once.</summary>
    public void PassSending(Duration time, VerdictKind seen, Duration? step = null)
    {
        var end = Now + time;
        while (Now < end)
        {
            Pass(Duration.Min(step ?? Duration.FromMinutes(15), end - Now), seen);
            foreach (var n in File.Notices.Where(n => n.State == NoticeState.AwaitingApproval).ToList())
            {
                Approve(n.Id);
            }

            foreach (var id in Queued.ToList())
            {
                Send(id);
            }
        }
    }

    private TakedownId[] Of(NoticeId id) => [.. File.In(File.Find(id)!).Select(t => t.Id)];

    private static Composition Compose(CaseFile file, Notice notice)
    {
        var frame = $"{notice.Route.Key}|{notice.Kind}|{notice.Number}|{notice.Rung}";
        var urls = string.Join('\n', LetterEventRule.Urls(file, notice));
        return new Composition.Complete("generic-aup", "en", "subject", frame + urls, "", "{}", frame, frame + urls);
    }
}
