using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Notices;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>Turns what was decided into rows. Exhaustive: a decision without a mapping stops the step.</summary>
internal sealed class DecisionToWork(ICaseSession session, CaseInput input, StepResult result, Rulebook rulebook, Instant now)
{
    private readonly Dictionary<TakedownId, LookChange> looks = [];
    private readonly Dictionary<TakedownId, Instant?> wakeUps = [];
    private readonly HashSet<TakedownId> lookUps = [];
    private readonly Dictionary<TaskKey, string> asked = [];
    private readonly HashSet<TaskKey> touched = [];
    private readonly Dictionary<string, bool> trust = [];

    public CaseCommit ToCommit(
        Func<Notice, Composition.Complete, OutgoingLetter> toLetter, Func<Briefing, IEnumerable<OutgoingLetter>> toBriefings)
    {
        foreach (var (id, decision) in result.Decisions)
        {
            Map(id, decision);
        }

        ClearConsumedWakeUps();
        return new CaseCommit
        {
            File = result.File,
            At = now,
            Looks = [.. looks.Values],
            WakeUps = wakeUps.ToImmutableDictionary(),
            RouteLookUps = [.. lookUps],
            Outbox = [.. Letters(toLetter), .. Briefings(toBriefings)],
            TasksOpened = [.. Tasks()],
            TasksSettled = [.. Settled()],
            Ledger = LedgerLines.Of(input, result, rulebook, now),
            RouteTrust = trust.ToImmutableDictionary(),
            HostFacts = HostFactsRule.Of(session.File, result, now),
        };
    }

    private void Map(TakedownId id, Decision decision)
    {
        switch (decision)
        {
            case Decision.Look or Decision.ChangeContent:
                looks[id] = Look(result.File.Of(id));
                break;
            case Decision.StopLooking:
                looks[id] = Look(result.File.Of(id));
                break;
            case Decision.WakeUp or Decision.NoWakeUp:
                wakeUps[id] = result.File.Of(id).WakeUp;
                break;
            case Decision.FindRoutes:
                lookUps.Add(id);
                break;
            case Decision.AskHuman ask:
                asked[ask.Task] = ask.Asks;
                touched.Add(ask.Task);
                break;
            case Decision.SettleTask settle:
                touched.Add(settle.Task);
                break;
            case Decision.EnterRung or Decision.StartAttempt or Decision.ExhaustLadder or Decision.Owe or Decision.Drop
                or Decision.Tell or Decision.Brief or Decision.Quarantine:
                break; // state and ledger alone
            default:
                throw new InvalidOperationException($"No work is mapped for the decision {decision.GetType().Name}.");
        }
    }

    private LookChange Look(Takedown t) =>
        new(t.Id, t.Url, t.NextLook, t.LookEvery ?? Duration.FromDays(1), t.AwaitsLook, t.Content) { Vantages = rulebook.Installation.Vantages };

    /// <summary>A wake-up that was told and not set again is over.</summary>
    private void ClearConsumedWakeUps()
    {
        foreach (var t in result.File.Takedowns)
        {
            if (t.WakeUp is null && session.File.Takedowns.FirstOrDefault(x => x.Id == t.Id)?.WakeUp is not null)
            {
                wakeUps[t.Id] = null;
            }
        }
    }

    private IEnumerable<OutboxChange> Letters(Func<Notice, Composition.Complete, OutgoingLetter> toLetter)
    {
        foreach (var decision in result.NoticeDecisions)
        {
            switch (decision)
            {
                case NoticeDecision.Recall r:
                    yield return new OutboxChange.Recall(r.Notice);
                    break;
                case NoticeDecision.Queue q when result.File.Find(q.Notice) is { State: NoticeState.Queued } notice:
                    yield return new OutboxChange.Queue(
                        notice.Id.Value, notice.Id, toLetter(notice, result.Letters[notice.Id]), now, q.FreshUntil,
                        notice.Kind is ItemKind.First or ItemKind.Renewed);
                    break;
                case NoticeDecision.Received { State: NoticeState.Sent } r:
                    trust[result.File.Find(r.Notice)!.Route.Key] = true;
                    break;
                case NoticeDecision.ChangeState { To: NoticeState.Bounced } b:
                    trust[result.File.Find(b.Notice)!.Route.Key] = false;
                    break;
                default:
                    break; // state, task and ledger alone
            }
        }
    }

    private IEnumerable<OutboxChange> Briefings(Func<Briefing, IEnumerable<OutgoingLetter>> toBriefings) =>
        from briefing in result.Briefings
        from letter in toBriefings(briefing)
        select new OutboxChange.Queue(DerivedId.From("briefing", letter.MessageId), null, letter, now, null, false);

    private IEnumerable<StoredTask> Tasks()
    {
        foreach (var key in touched)
        {
            var takedowns = Asking(key);
            if (takedowns.Length == 0)
            {
                continue;
            }

            var known = session.Tasks.FirstOrDefault(t => t.Id == key.IdIn(result.File.Facts.Id));
            yield return new StoredTask
            {
                Id = key.IdIn(result.File.Facts.Id),
                Kind = key.Kind,
                Subject = key.Subject,
                Asks = asked.GetValueOrDefault(key) ?? known?.Asks ?? "",
                Since = known?.Since ?? now,
                Notice = NoticeTaskRule.LetterOf(result.File, key)?.Id,
                Takedowns = takedowns,
            };
        }
    }

    private IEnumerable<TaskId> Settled() => session.Tasks
        .Where(t => Asking(new TaskKey(t.Kind, t.Subject)).Length == 0)
        .Select(t => t.Id);

    private ImmutableArray<TakedownId> Asking(TaskKey key) =>
        [.. result.File.Takedowns.Where(t => t.Tasks.Contains(key)).Select(t => t.Id)];
}
