using System.Collections.Immutable;
using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core;

/// <summary>An event and the takedowns it is told to.</summary>
internal sealed record AddressedEvent(TakedownEvent Event, ImmutableArray<TakedownId> To);

/// <summary>What all cases together know of the parties of one.</summary>
/// <param name="TrustedRoutes">Keys of routes that an approved letter reached and that have not bounced since.</param>
/// <param name="Ignorers">Parties that are known to ignore letters.</param>
internal sealed record KnownParties(ImmutableHashSet<string> TrustedRoutes, ImmutableHashSet<string> Ignorers)
{
    public static readonly KnownParties None = new([], []);
}

/// <summary>Everything that follows from events in one case; one transaction commits it.</summary>
/// <param name="Briefings">What the caseworker is told now.</param>
/// <param name="Letters">The rendered content of letters that were queued or wait for a human.</param>
internal sealed record StepResult(
    CaseFile File,
    ImmutableArray<(TakedownId Takedown, Decision Decision)> Decisions,
    ImmutableArray<NoticeDecision> NoticeDecisions,
    ImmutableArray<Briefing> Briefings,
    ImmutableDictionary<NoticeId, Composition.Complete> Letters);

/// <summary>
/// One step of a case: folds events in order, asks both deciders until neither has anything to add. Pure: rendering comes
/// in as a function of case and letter.
/// </summary>
internal sealed class CaseStep(Rulebook rulebook, KnownParties known, Func<CaseFile, Notice, Composition> compose)
{
    /// <summary>Far above what 150 URLs need; reached only by rules that contradict each other.</summary>
    private const int MaxDecisions = 10_000;

    private readonly ImmutableArray<(TakedownId, Decision)>.Builder decisions = ImmutableArray.CreateBuilder<(TakedownId, Decision)>();
    private readonly ImmutableArray<NoticeDecision>.Builder noticeDecisions = ImmutableArray.CreateBuilder<NoticeDecision>();
    private readonly ImmutableArray<Briefing>.Builder briefings = ImmutableArray.CreateBuilder<Briefing>();
    private readonly Dictionary<NoticeId, Composition.Complete> letters = [];

    /// <exception cref="InvalidOperationException">Rules contradict each other and would never end.</exception>
    public static StepResult Run(
        CaseFile file, IEnumerable<AddressedEvent> events, Rulebook rulebook, KnownParties known, Func<CaseFile, Notice, Composition> compose)
    {
        var step = new CaseStep(rulebook, known, compose);
        file = events.Aggregate(file, step.Fold);
        return new StepResult(
            file, step.decisions.ToImmutable(), step.noticeDecisions.ToImmutable(), step.briefings.ToImmutable(), step.letters.ToImmutableDictionary());
    }

    private CaseFile Fold(CaseFile file, AddressedEvent addressed)
    {
        var e = addressed.Event;
        var news = addressed.To.Select(file.Of).Where(t => !t.HasHandled(e)).ToList();
        if (news.Count == 0)
        {
            return file;
        }

        foreach (var takedown in news)
        {
            var decided = TakedownDecider.Decide(takedown, file.Facts, e, rulebook, Sight(file, takedown, e.At));
            decisions.AddRange(decided.Decisions.Select(d => (takedown.Id, d)));
            file = file.With(decided.Takedown);
            if (decided.Takedown.Quarantined)
            {
                file = file with { Facts = file.Facts with { Quarantined = true } };
            }
        }

        file = NoticeDecider.On(file, e).ToList().Aggregate(file, Take);
        return Brief(Companions(FollowTasks(Letters(file, e), e), e), e);
    }

    /// <summary>Writes the briefings that are due, and wakes up for those that letters added after the wake-up was decided.</summary>
    private CaseFile Brief(CaseFile file, TakedownEvent e)
    {
        foreach (var briefing in BriefingRule.Due(file, rulebook.Policy, e.At))
        {
            briefings.Add(briefing);
            file = briefing.Takedowns.Aggregate(file, (f, id) => Take(f, id, e, new Decision.Brief(BriefingRule.Gathers, briefing.What)));
        }

        foreach (var t in file.Takedowns.Where(t => t.ToTell.Length > 0 && !t.Quarantined).ToList())
        {
            var due = t.ToTell.Min(p => BriefingRule.Due(p, rulebook.Policy));
            if (t.WakeUp is null || due < t.WakeUp)
            {
                file = Take(file, t.Id, e, new Decision.WakeUp(BriefingRule.Gathers, due));
            }
        }

        return file;
    }

    private CaseFile Letters(CaseFile file, TakedownEvent e)
    {
        var context = new NoticeContext(e.At, rulebook, known.TrustedRoutes, []);
        for (var i = 0; i < MaxDecisions; i++)
        {
            if (NoticeDecider.Next(file, context) is not { } decision)
            {
                return file;
            }

            file = Take(file, decision);
            switch (decision)
            {
                case NoticeDecision.Compose c:
                    file = Render(file, c);
                    context = context with { Composed = context.Composed.Add(c.Notice) };
                    break;
                case NoticeDecision.NeedsLook look:
                    file = look.Takedowns.Aggregate(file, (f, id) => Take(f, id, e, new Decision.Look(
                        look.Because, e.At, f.Of(id).LookEvery ?? NodaTime.Duration.FromHours(1), ReportBack: true)));
                    break;
                case NoticeDecision.AskApproval or NoticeDecision.AskToFillForm:
                    file = Take(file, file.Find(decision.Notice)!.Items[0].Takedown, e, new Decision.Tell(decision.Because, BriefingKind.ApprovalWanted));
                    break;
            }
        }

        throw new InvalidOperationException("The rules about letters contradict each other: no end after 10,000 decisions.");
    }

    private CaseFile Render(CaseFile file, NoticeDecision.Compose decision)
    {
        var before = file.Find(decision.Notice)!;
        var result = compose(file, before);
        if (result is Composition.Complete letter)
        {
            letters[decision.Notice] = letter;
        }

        file = Take(file, new NoticeDecision.Composed(decision.Because, decision.Notice, result));
        return file;
    }

    private CaseFile FollowTasks(CaseFile file, TakedownEvent e) =>
        NoticeTaskRule.Ask(file).ToList().Aggregate(file, (f, step) => Take(f, step.Takedown, e, step.Decision));

    private CaseSight Sight(CaseFile file, Takedown takedown, NodaTime.Instant at) => new(
        CompanionRule.HasLiveFile(file, takedown),
        ManualLookRule.IsSpent(file, takedown, rulebook.Installation.ManualLooksADay, at),
        known.Ignorers);

    private CaseFile Companions(CaseFile file, TakedownEvent e) =>
        CompanionRule.Ask(file, rulebook.Policy, e.At).Aggregate(file, (f, step) => Take(f, step.Takedown, e, step.Decision));

    private CaseFile Take(CaseFile file, NoticeDecision decision)
    {
        noticeDecisions.Add(decision);
        return file.After(decision);
    }

    private CaseFile Take(CaseFile file, TakedownId id, TakedownEvent e, Decision decision)
    {
        decisions.Add((id, decision));
        return file.With(file.Of(id).After(decision, e.At));
    }
}
