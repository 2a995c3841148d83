using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core;

/// <summary>The folds of a case: what a committed decision makes of its takedowns and letters.</summary>
internal static class CaseFileFolds
{
    public static CaseFile With(this CaseFile file, Takedown takedown)
    {
        // By id: comparing whole records made every step of a large case slow.
        for (var i = 0; i < file.Takedowns.Length; i++)
        {
            if (file.Takedowns[i].Id == takedown.Id)
            {
                return file with { Takedowns = file.Takedowns.SetItem(i, takedown) };
            }
        }

        throw new ArgumentException("The takedown belongs to another case.", nameof(takedown));
    }

    public static CaseFile With(this CaseFile file, Notice notice)
    {
        var known = file.Notices.FirstOrDefault(n => n.Id == notice.Id);
        return file with { Notices = known is null ? file.Notices.Add(notice) : file.Notices.Replace(known, notice) };
    }

    public static Takedown Of(this CaseFile file, TakedownId id) => file.Takedowns.First(t => t.Id == id);

    public static Notice? Find(this CaseFile file, NoticeId id) => file.Notices.FirstOrDefault(n => n.Id == id);

    /// <summary>Takedowns with an item in this letter.</summary>
    public static IEnumerable<Takedown> In(this CaseFile file, Notice notice)
    {
        var carried = notice.Items.Select(k => k.Takedown).ToHashSet();
        return file.Takedowns.Where(t => carried.Contains(t.Id));
    }

    public static Item? ItemOf(this CaseFile file, ItemKey key) =>
        file.Takedowns.FirstOrDefault(t => t.Id == key.Takedown)?.Items.FirstOrDefault(i => i.Key == key);

    public static CaseFile After(this CaseFile file, NoticeDecision decision)
    {
        if (decision is NoticeDecision.Open open)
        {
            return file.With(open.Draft).WithItemIn(open.Draft.Items[0], open.Draft.Id);
        }

        var notice = file.Find(decision.Notice);
        return notice is null ? file : decision switch
        {
            NoticeDecision.Gather g => file.With(notice with { Items = notice.Items.Add(g.Item) }).WithItemIn(g.Item, notice.Id),
            NoticeDecision.TakeAway t => t.Items.Aggregate(
                file.With(notice with
                {
                    Items = notice.Items.RemoveRange(t.Items),
                    State = NoticeState.Draft,
                    ContentHash = null,
                }),
                (f, k) => f.WithItemIn(k, null)),
            NoticeDecision.Composed c => file.With(AfterComposition(notice, c.Result)),
            NoticeDecision.AskApproval or NoticeDecision.AskToFillForm => file.With(notice with { State = NoticeState.AwaitingApproval }),
            NoticeDecision.Queue => file.With(notice with { State = NoticeState.Queued }),
            NoticeDecision.Recall => file.With(notice with { State = NoticeState.Draft }),
            NoticeDecision.ChangeState s => file.With(notice with { State = s.To }),
            NoticeDecision.Approve a => file.With(notice with { State = NoticeState.Draft, Approval = a.Approval }),
            NoticeDecision.Received r => file.With(notice with
            {
                State = r.State,
                ReceivedAt = r.At,
                Deadline = r.Deadline,
                Tries = r.Try,
                BytesHash = r.BytesHash,
            }),
            _ => file,
        };
    }

    private static Notice AfterComposition(Notice notice, Composition result) => result switch
    {
        Composition.Complete c => notice with
        {
            Basis = c.Basis,
            Language = c.Language,
            FrameHash = c.FrameHash,
            ContentHash = c.ContentHash,
            Missing = [],
        },
        Composition.Incomplete i => notice with { Basis = i.Basis, Missing = i.Missing, ContentHash = null },
        Composition.NoBasis => notice with { Basis = null, Missing = [NoBasisElement], ContentHash = null },
        _ => notice,
    };

    /// <summary>Stands among missing elements when no basis may be used for the party.</summary>
    public const string NoBasisElement = "legal-basis";

    private static CaseFile WithItemIn(this CaseFile file, ItemKey key, NoticeId? notice) =>
        file.With(file.Of(key.Takedown).WithNotice(key, notice));
}
