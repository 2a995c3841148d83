using System.Collections.Immutable;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Notices;
using TakedownWorker.Hosting;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>What happened in a case, as a function of the case: facts may change, and events follow from what is there.</summary>
/// <param name="File">The case with changed facts or new takedowns.</param>
/// <param name="Events">What its takedowns are told.</param>
internal sealed record CaseInput(CaseFile File, ImmutableArray<AddressedEvent> Events)
{
    public static CaseInput Nothing(CaseFile file) => new(file, []);
}

/// <summary>
/// The one writer of cases: locks the case, folds what happened, and commits states, letters, briefings, outbox, ledger
/// and wake-ups in one transaction (DESIGN 7). A writer who was overtaken loads and decides again.
/// </summary>
internal sealed class CaseRunner(
    ICaseStore store,
    IRulebookSource rulebooks,
    IRouteTrust routeTrust,
    IHostProfiles profiles,
    LetterDesk letters,
    BriefingDesk briefings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider domain,
    ILogger<CaseRunner> logger)
{
    private const int Overtaken = 5;

    public Instant Now => Instant.FromDateTimeOffset(domain.GetUtcNow());

    /// <summary>The day in UTC: nobody has seen or given anything later.</summary>
    public LocalDate Today => Now.InUtc().Date;

    /// <summary>Null when the case is unknown or erased.</summary>
    public async Task<StepResult?> RunAsync(CaseId id, Func<CaseFile, CaseInput> happened, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var session = await store.OpenAsync(id, cancellationToken);
            if (session is null)
            {
                return null;
            }

            try
            {
                return await StepAsync(session, happened(session.File), cancellationToken);
            }
            catch (CaseChangedException) when (attempt < Overtaken)
            {
                Log.CaseOvertaken(logger, session.File.Facts.Reference, attempt);
            }
        }
    }

    /// <summary>One event to some takedowns of a case.</summary>
    public Task<StepResult?> TellAsync(CaseId id, TakedownEvent e, ImmutableArray<TakedownId> to, CancellationToken cancellationToken) =>
        RunAsync(id, file => new CaseInput(file, [new AddressedEvent(e, Known(file, to))]), cancellationToken);

    /// <summary>An event about a letter, to every takedown in it.</summary>
    public Task<StepResult?> TellLetterAsync(CaseId id, NoticeId notice, Func<Notice, Rulebook, TakedownEvent> e, CancellationToken cancellationToken) =>
        RunAsync(
            id,
            file => file.Find(notice) is { } letter
                ? new CaseInput(file, [new AddressedEvent(e(letter, rulebooks.For(file.Facts.Policy)), [.. file.In(letter).Select(t => t.Id)])])
                : CaseInput.Nothing(file),
            cancellationToken);

    /// <summary>The first step of a new case, in the session that made it.</summary>
    public async Task<StepResult> StartAsync(ICaseSession session, CaseInput input, CancellationToken cancellationToken) =>
        await StepAsync(session, input, cancellationToken);

    private async Task<StepResult> StepAsync(ICaseSession session, CaseInput input, CancellationToken cancellationToken)
    {
        var rulebook = rulebooks.For(input.File.Facts.Policy);
        var routes = Routes(input).ToList();
        var known = new KnownParties(
            await routeTrust.TrustedAsync([.. routes.Select(r => r.Key).Distinct()], cancellationToken),
            await profiles.IgnorersAsync([.. routes.Select(r => r.Party).Distinct()], cancellationToken));
        var now = Now;
        var result = CaseStep.Run(input.File, input.Events, rulebook, known, (file, notice) => letters.Compose(file, notice, rulebook, now));
        var work = new DecisionToWork(session, input, result, rulebook, now);
        var commit = work.ToCommit(
            (notice, letter) => letters.ToOutgoing(result.File, notice, letter),
            briefing => briefings.ToOutgoing(result.File, briefing, rulebook, now));
        await session.CommitAsync(commit, cancellationToken);
        Log.StepCommitted(logger, result.File.Facts.Reference, input.Events.Length, result.Decisions.Length + result.NoticeDecisions.Length);
        return result;
    }

    private static IEnumerable<Route> Routes(CaseInput input) => input.File.Notices.Select(n => n.Route)
        .Concat(input.File.Takedowns.SelectMany(t => t.Routes ?? []))
        .Concat(input.Events.Select(e => e.Event).OfType<TakedownEvent.RoutesFound>().SelectMany(e => e.Routes));

    private static ImmutableArray<TakedownId> Known(CaseFile file, ImmutableArray<TakedownId> to) =>
        [.. to.Where(id => file.Takedowns.Any(t => t.Id == id))];
}
