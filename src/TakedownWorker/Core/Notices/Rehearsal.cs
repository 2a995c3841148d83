using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Core.Notices;

/// <summary>The next letters of a case, or what they wait for.</summary>
/// <param name="At">When they would be written at the earliest, if every address is still live then.</param>
/// <param name="Letters">Letters that have not left, composed.</param>
/// <param name="Missing">Without letters: the elements and the recipient that somebody must give first.</param>
internal sealed record RehearsedLetters(Instant At, ImmutableArray<(Notice Notice, Composition Letter)> Letters, ImmutableArray<string> Missing);

/// <summary>What a rehearsal asks the world for, as functions of a copy of the case.</summary>
/// <param name="Routes">Routes of a takedown that has none yet.</param>
/// <param name="Compose">Renders a letter as of an instant.</param>
internal sealed record RehearsalStage(
    Rulebook Rulebook, ImmutableHashSet<string> TrustedRoutes, Func<Takedown, ImmutableArray<Route>> Routes, Func<CaseFile, Notice, Instant, Composition> Compose);

/// <summary>
/// Plays the next steps of a case on a copy with the real deciders, as if every address were live, until letters stand
/// there: the letter as it would go (<c>notice preview REF</c>). Nothing is committed, nothing is sent.
/// </summary>
internal sealed class Rehearsal
{
    /// <summary>Rounds of waking up: a policy's whole ladder has fewer.</summary>
    private const int MostRounds = 500;

    public const string Recipient = "recipient";

    private readonly RehearsalStage stage;
    private readonly HashSet<string> missing = [];
    private CaseFile file;
    private Instant now;
    private int events;

    private Rehearsal(CaseFile file, Instant now, RehearsalStage stage)
    {
        this.file = file;
        this.now = now;
        this.stage = stage;
    }

    public static RehearsedLetters Play(CaseFile file, Instant now, RehearsalStage stage)
    {
        var rehearsal = new Rehearsal(file, now, stage);
        return file.Notices.Any(n => n.State is NoticeState.AwaitingApproval or NoticeState.Queued) ? rehearsal.Result() : rehearsal.Climb();
    }

    private RehearsedLetters Climb()
    {
        See(file.Takedowns);
        for (var round = 0; round < MostRounds; round++)
        {
            foreach (var takedown in file.Takedowns.Where(t => t.RoutesAsked))
            {
                Tell(new TakedownEvent.RoutesFound(Next(), now, stage.Routes(takedown)), takedown);
            }

            if (file.Notices.Any(IsComposed) || file.Takedowns.Select(t => t.WakeUp).Min() is not { } next)
            {
                break;
            }

            now = Instant.Max(now, next);
            foreach (var takedown in file.Takedowns.Where(t => t.WakeUp <= now))
            {
                Tell(new TakedownEvent.TimePassed(Next(), now), takedown);
            }

            See(file.Takedowns.Where(t => t.AwaitsLook));
        }

        return Result();
    }

    private RehearsedLetters Result()
    {
        ImmutableArray<(Notice, Composition)> letters = [.. file.Notices.Where(IsComposed).Select(n => (n, stage.Compose(file, n, now)))];
        var asked = file.Takedowns.SelectMany(t => t.Tasks).Select(Missing).OfType<string>().Concat(missing);
        return new RehearsedLetters(now, letters, letters.IsEmpty ? [.. asked.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : []);
    }

    private static bool IsComposed(Notice n) => n.HasNotLeft && n.Items.Length > 0 && (n.ContentHash is not null || n.Missing.Length > 0);

    private void See(IEnumerable<Takedown> takedowns)
    {
        foreach (var takedown in takedowns.Where(t => t.Content != ContentState.Removed).ToList())
        {
            Tell(new TakedownEvent.Observed(Next(), now, new Observation(
                now, LookFacts.DirectVantage, new Verdict(VerdictKind.Live, "rehearsed", 1), null, takedown.Sightings.LatestFingerprint)), takedown);
        }
    }

    private void Tell(TakedownEvent e, Takedown to)
    {
        var result = CaseStep.Run(file, [new AddressedEvent(e, [to.Id])], stage.Rulebook, KnownParties.None with { TrustedRoutes = stage.TrustedRoutes }, (f, n) => stage.Compose(f, n, now));
        file = result.File;
        missing.UnionWith(result.Decisions.Select(d => d.Decision).OfType<Decision.AskHuman>().Select(d => Missing(d.Task)).OfType<string>());
    }

    private static string? Missing(TaskKey task) => task.Kind switch
    {
        TaskKind.MissingElement => task.Subject,
        TaskKind.NoRoute => Recipient,
        _ => null,
    };

    private Guid Next() => DerivedId.From("rehearsal", (++events).ToString(CultureInfo.InvariantCulture));
}
