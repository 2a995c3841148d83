using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core;

/// <summary>The folds: what an event or a committed decision makes of a takedown. No rule decides here.</summary>
internal sealed partial record Takedown
{
    /// <summary>Subject of the task that asks whether trial letters are to be sent for real.</summary>
    public const string TrialSubject = "trial-letters";

    /// <summary>Subject of the task that asks how to go on after a withdrawal.</summary>
    public const string WithdrawnSubject = "withdrawn";

    public Takedown After(TakedownEvent e)
    {
        if (HasHandled(e))
        {
            return this;
        }

        var handled = Handled.Length < HandledKept ? Handled : Handled.RemoveAt(0);
        return (e switch
        {
            TakedownEvent.Observed o => AfterLook(o.Seen),
            TakedownEvent.TimePassed => WakeUp <= e.At ? this with { WakeUp = null } : this,
            TakedownEvent.RoutesFound r => this with { Routes = r.Routes, RoutesAsked = false },
            TakedownEvent.NoticeSent s => WithItems(s.Notice, _ => true, i => i with
            {
                State = s.Trial ? ItemState.Pickup : ItemState.Sent,
                ReceivedAt = s.Trial ? null : s.At,
                Deadline = s.Trial ? null : s.Deadline,
            }),
            TakedownEvent.SendDoubtful d => WithItems(d.Notice, i => !i.Left, i => i with { State = ItemState.Doubtful }),
            TakedownEvent.SendFailed f => AfterFailure(f.Notice, f.RecipientGone),
            TakedownEvent.ReplyArrived r => AfterReply(r),
            TakedownEvent.CaseworkerActed a => AfterAction(a.Action, a.At),
            _ => this,
        }) with { Handled = handled.Add(e.Id) };
    }

    public Takedown After(Decision decision, Instant at) => decision switch
    {
        Decision.Look d => this with
        {
            NextLook = d.At,
            LookEvery = d.Every,
            AwaitsLook = d.ReportBack,
            Sightings = d.Because == DisagreementRule.StaysLive ? Sightings with { AskedPlaces = at } : Sightings,
        },
        Decision.StopLooking => this with { NextLook = null, LookEvery = null, AwaitsLook = false },
        Decision.ChangeContent d => this with
        {
            Content = d.To,
            ContentSince = at,
            Sightings = Sightings with { AskedPlaces = null },
            Removals = d.To == ContentState.Removed ? Removals.Add(at) : d.Because == CompanionRule.FileLives ? Removals[..^1] : Removals,
            Told = d.Because == CompanionRule.FileLives ? Told.Remove(BriefingKind.Removed) : Told,
        },
        Decision.FindRoutes => this with { RoutesAsked = true },
        Decision.EnterRung d => this with { Rung = d.Rung, RungSince = at },
        Decision.StartAttempt d => AfterReturn(d.Attempt),
        Decision.Owe d => WithOwed(d.Item),
        Decision.Drop d => this with
        {
            Items = [.. Items.Select(i => i.State == ItemState.Owed && d.Items.Contains(i.Key) ? i with { State = ItemState.Dropped } : i)],
        },
        Decision.WakeUp d => this with { WakeUp = d.At },
        Decision.NoWakeUp => this with { WakeUp = null },
        Decision.AskHuman d => Tasks.Contains(d.Task) ? this : this with { Tasks = Tasks.Add(d.Task) },
        Decision.SettleTask d => this with { Tasks = Tasks.Remove(d.Task) },
        Decision.Tell d => this with
        {
            Told = Told.Add(d.What),
            ToTell = ToTell.Any(p => p.What == d.What) ? ToTell : ToTell.Add(new PendingTell(d.What, at)),
        },
        Decision.Brief d => this with { ToTell = ToTell.RemoveAll(p => p.What == d.What) },
        Decision.ExhaustLadder => this with { LadderExhausted = true },
        Decision.Quarantine => this with { Quarantined = true, ToTell = [] },
        _ => this,
    };

    /// <summary>The letter that carries an item, or none any more.</summary>
    public Takedown WithNotice(ItemKey key, NoticeId? notice) => this with
    {
        Items = [.. Items.Select(i => i.Key == key ? i with { Notice = notice } : i)],
    };

    private Takedown AfterLook(Observation seen) =>
        this with
        {
            Sightings = Sightings.After(seen, Content),
            AwaitsLook = false,
            Companions = seen.Verdict.Kind == VerdictKind.Live ? Companion.Merge(Companions, seen.Companions) : Companions,
        };

    private Takedown AfterReply(TakedownEvent.ReplyArrived r) => r.Kind == ReplyKind.Bounce
        ? AfterFailure(r.Notice, recipientGone: true)
        : WithItems(r.Notice, i => i.Left, i => i with { Answer = r.Kind });

    private Takedown AfterFailure(NoticeId notice, bool recipientGone)
    {
        var failed = WithItems(notice, i => i.State != ItemState.Withdrawn, i => i with { State = ItemState.Failed });
        return recipientGone
            ? failed with { DeadRoutes = DeadRoutes.Union(Items.Where(i => i.Notice == notice).Select(i => i.Route.Key)) }
            : failed;
    }

    private Takedown AfterReturn(int attempt) => this with
    {
        Attempt = attempt,
        Rung = 0,
        RungSince = null,
        LadderExhausted = false,
        LadderStopped = false,
        Told = [],
        SettledTasks = [],
        Sightings = Sightings with { Gone = [], BackSince = null },
    };

    private Takedown AfterAction(CaseworkerAction action, Instant at) => action switch
    {
        CaseworkerAction.Looked l => AfterLook(new Observation(
            at, Sightings.HumanVantage, new Verdict(l.Live ? VerdictKind.Live : VerdictKind.Gone, "caseworker", 1), null, null, ByHuman: true)),
        CaseworkerAction.RejectedLetter r => WithItems(r.Notice, i => i.State is ItemState.Owed or ItemState.Dropped, i => i with { State = ItemState.Declined }),
        CaseworkerAction.WithdrewNotice w => AfterWithdrawal(w.Notice),
        CaseworkerAction.SawIt s => this with { Witness = s.Witness },
        CaseworkerAction.GaveRoute g => this with { Routes = (Routes ?? []).Add(g.Route) },
        // A look that waits for a later time does not stand in the way of one wanted now.
        CaseworkerAction.AskedForLook => this with { AwaitsLook = false },
        CaseworkerAction.SettledTask s => AfterSettling(new TaskKey(s.Kind, s.Subject)),
        _ => this,
    };

    private Takedown AfterWithdrawal(NoticeId notice)
    {
        var mine = Items.Any(i => i.Notice == notice);
        var withdrawn = WithItems(notice, i => i.State is ItemState.Owed or ItemState.Dropped, i => i with { State = ItemState.Declined });
        withdrawn = withdrawn.WithItems(
            notice, i => i.Left || i.State == ItemState.Doubtful, i => i with { State = ItemState.Withdrawn });
        return mine ? withdrawn with { LadderStopped = true } : this;
    }

    private Takedown AfterSettling(TaskKey task)
    {
        var settled = this with
        {
            Tasks = Tasks.Remove(task),
            SettledTasks = SettledTasks.Contains(task) ? SettledTasks : SettledTasks.Add(task),
        };
        return task switch
        {
            // Trial letters never left: they are owed afresh, each as the first it would have been.
            { Kind: TaskKind.AnswerNeeded, Subject: TrialSubject } => settled with
            {
                SettledTasks = SettledTasks,
                Items = [.. settled.Items.Select(i => i.State == ItemState.Pickup ? i with { State = ItemState.Dropped, Notice = null } : i)],
            },
            // Declined are these addresses, not those that another look may find.
            { Kind: TaskKind.Companions } => settled with
            {
                SettledTasks = SettledTasks,
                Companions = [.. Companions.Select(c => c with { Declined = true })],
            },
            { Kind: TaskKind.AnswerNeeded, Subject: WithdrawnSubject } => settled with { LadderStopped = false, SettledTasks = SettledTasks },
            _ => settled,
        };
    }

    private Takedown WithOwed(Item item)
    {
        var at = Items.IndexOf(Items.FirstOrDefault(i => i.Key == item.Key)!);
        // An item that comes back keeps its letter: that letter may be on its way, and then it is the item's letter.
        return this with { Items = at < 0 ? Items.Add(item) : Items.SetItem(at, item with { Notice = Items[at].Notice }) };
    }

    private Takedown WithItems(NoticeId notice, Func<Item, bool> which, Func<Item, Item> change) => this with
    {
        Items = [.. Items.Select(i => i.Notice == notice && which(i) ? change(i) : i)],
    };
}
