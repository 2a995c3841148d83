using NodaTime;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Core.Intake;

/// <summary>
/// May anything be written about this URL? It needs unexpired authority and a witness (DESIGN 4.4, 4.7); without them it
/// may be looked at, and the caseworker is told what is missing.
/// </summary>
internal static class WritingGateRule
{
    public const string AuthoritySubject = "authority";
    public const string WitnessSubject = "witness";
    public static readonly RuleId NoAuthority = new("INT-05");
    public static readonly RuleId NoWitness = new("INT-06");

    public static bool HasAuthority(CaseFacts facts, Instant now) =>
        facts.Authority is { } a && (a.Expires is null || now.InUtc().Date <= a.Expires);

    /// <summary>Age, pause, close, authority and witness allow a letter (never a withdrawal's question).</summary>
    public static bool Passes(Takedown takedown, CaseFacts facts, Instant now) =>
        AgeGateRule.Passes(facts) && !takedown.Quarantined && !facts.Paused && facts.Closure == CaseClosure.None
        && HasAuthority(facts, now) && takedown.Witness is not null && !takedown.LadderStopped;

    public static IEnumerable<Decision> Ask(Situation s)
    {
        if (!AgeGateRule.Passes(s.Facts) || s.Facts.Closure != CaseClosure.None || s.Now.Content == ContentState.Removed)
        {
            yield break;
        }

        var authority = HasAuthority(s.Facts, s.At);
        var asked = (authority
                ? s.Settle(NoAuthority, TaskKind.MissingElement, AuthoritySubject)
                : s.Require(NoAuthority, AuthoritySubject, "Record who gave authority to act, when, and until when: without it, or after it ends, nothing is written."))
            .Concat(s.Now.Witness is not null
                ? s.Settle(NoWitness, TaskKind.MissingElement, WitnessSubject)
                : s.Require(NoWitness, WitnessSubject, "Record who saw that the address shows the person without consent, and when: until then it is only looked at."))
            .ToList();
        foreach (var d in asked)
        {
            yield return d;
        }

        if (asked.Exists(d => d is Decision.AskHuman))
        {
            foreach (var d in s.Tell(NoWitness, BriefingKind.ElementMissing))
            {
                yield return d;
            }
        }
    }
}
