using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;

namespace TakedownWorker.Core.Escalation;

/// <summary>One thing the ladder did. Names are part of <c>policy simulate --json</c>.</summary>
/// <param name="After">Time since the report, ISO 8601.</param>
internal sealed record SimulatedStep(string Scenario, string After, int Rung, string Action, string Party, string Rule);

/// <summary>
/// Climbs a policy's ladder with the real deciders: a host that stays silent, one that refuses, one that removes and
/// returns. Every human answers at once, every route is verified, looks are made when they are due.
/// </summary>
internal sealed class PolicySimulation
{
    private static readonly ImmutableArray<string> Scenarios = ["silent", "refuses", "returns"];
    private static readonly Instant Start = Instant.FromUtc(2026, 1, 5, 9, 0);
    private static readonly CaseId Case = new(DerivedId.From("simulated"));
    private static readonly Duration Beat = Duration.FromMinutes(10);

    private readonly string scenario;
    private readonly Rulebook rulebook;
    private readonly List<SimulatedStep> steps = [];
    private CaseFile file;
    private Instant now = Start;
    private int events;
    private Instant? removedAt;

    private PolicySimulation(string scenario, Rulebook rulebook)
    {
        this.scenario = scenario;
        this.rulebook = rulebook with { Installation = rulebook.Installation with { Trial = false, HasControlUrls = true } };
        file = new CaseFile(
            new CaseFacts
            {
                Id = Case,
                Reference = "TD-000000",
                Adult = Tri.Yes,
                Under18 = Tri.No,
                Authority = new Authority("simulated", Start.InUtc().Date, "all", null),
                OpenedAt = Start,
            },
            [new Takedown
            {
                Id = new TakedownId(DerivedId.From("simulated-url")),
                Case = Case,
                Url = "https://host.example/post",
                ReportedAt = Start,
                Witness = new Witness("simulated", Start.InUtc().Date),
            }],
            []);
    }

    public static IEnumerable<SimulatedStep> Run(Rulebook rulebook, int weeks) =>
        Scenarios.SelectMany(s => new PolicySimulation(s, rulebook).Climb(Duration.FromDays(7 * weeks)));

    private Takedown The => file.Takedowns[0];

    private List<SimulatedStep> Climb(Duration length)
    {
        Tell(new TakedownEvent.Reported(Next(), now));
        for (; now - Start <= length; now += Beat)
        {
            if (The.NextLook <= now)
            {
                See();
            }

            if (The.RoutesAsked)
            {
                Tell(new TakedownEvent.RoutesFound(Next(), now, Routes()));
            }

            if (The.WakeUp <= now)
            {
                Tell(new TakedownEvent.TimePassed(Next(), now));
            }

            Deliver();
        }

        return steps;
    }

    private void See()
    {
        var kind = scenario == "returns" && removedAt is { } at && now - at < Duration.FromDays(4) ? VerdictKind.Gone : VerdictKind.Live;
        Tell(new TakedownEvent.Observed(Next(), now, new Observation(
            now, LookFacts.DirectVantage, new Verdict(kind, "simulated", 1), null, kind == VerdictKind.Live ? "same" : null)));
    }

    private void Deliver()
    {
        foreach (var letter in file.Notices.Where(n => n.State == NoticeState.AwaitingApproval).ToList())
        {
            Tell(new TakedownEvent.LetterApproved(Next(), now, letter.Id, letter.ContentHash ?? "", "simulated"));
        }

        foreach (var letter in file.Notices.Where(n => n.State == NoticeState.Queued).ToList())
        {
            Tell(new TakedownEvent.NoticeSent(Next(), now, letter.Id, Trial: false, 1, "", OverdueRule.Deadline(letter, now, rulebook)));
            Add(letter.Rung, "letter: " + letter.Items[0].KindName, Name(letter.Route.Role), ReleaseRule.Queues);
            if (scenario == "refuses" && letter.Kind != ItemKind.Withdrawal)
            {
                Tell(new TakedownEvent.ReplyArrived(Next(), now, letter.Id, ReplyKind.Refusal));
            }

            removedAt ??= scenario == "returns" ? now : null;
        }
    }

    private void Tell(TakedownEvent e)
    {
        var result = CaseStep.Run(file, [new AddressedEvent(e, [The.Id])], rulebook, KnownParties.None with { TrustedRoutes = Trusted() }, Compose);
        file = result.File;
        foreach (var (_, decision) in result.Decisions)
        {
            Print(decision);
        }
    }

    private void Print(Decision decision)
    {
        switch (decision)
        {
            case Decision.EnterRung d:
                Add(d.Rung, "enter rung", string.Join(", ", rulebook.Policy.Rungs[d.Rung - 1].Parties.Select(Name)), d.Because);
                break;
            case Decision.ChangeContent d:
                Add(The.Rung, "content: " + Kebab.Name(d.To), "", d.Because);
                break;
            case Decision.StartAttempt d:
                Add(0, string.Create(CultureInfo.InvariantCulture, $"attempt {d.Attempt}"), "", d.Because);
                break;
            case Decision.AskHuman { Task.Kind: not (TaskKind.ApproveLetter or TaskKind.FillForm) } d:
                Add(The.Rung, "task: " + Kebab.Name(d.Task.Kind), "caseworker", d.Because);
                break;
            case Decision.Tell { What: not BriefingKind.ApprovalWanted } d:
                Add(The.Rung, "tell: " + Kebab.Name(d.What), "caseworker", d.Because);
                break;
            default:
                break; // looks and wake-ups are the rhythm, not the ladder
        }
    }

    private void Add(int rung, string action, string party, RuleId rule) => steps.Add(new SimulatedStep(
        scenario, NodaTime.Text.PeriodPattern.NormalizingIso.Format(Period.FromTicks((now - Start).BclCompatibleTicks).Normalize()), rung, action, party, rule.Value));

    private Guid Next() => DerivedId.From("simulated", scenario, (++events).ToString(CultureInfo.InvariantCulture));

    private ImmutableHashSet<string> Trusted() => [.. Routes().Select(r => r.Key)];

    private ImmutableArray<Route> Routes() =>
    [
        .. rulebook.Policy.Rungs.SelectMany(r => r.Parties).Distinct().Select(role => new Route
        {
            Role = role,
            Party = Name(role),
            Channel = Channel.Email,
            Address = $"abuse@{Name(role)}.example",
            Source = RouteSource.Directory,
            Trust = RouteTrust.Verified,
        }),
    ];

    private Composition Compose(CaseFile file1, Notice notice)
    {
        var basis = rulebook.Policy.Rungs[Math.Min(notice.Rung, rulebook.Policy.Rungs.Length) - 1].Bases.FirstOrDefault() ?? "none";
        return new Composition.Complete(basis, "en", "", "", "", "", basis, $"{notice.Id}{file1.Facts.Reference}");
    }

    private static string Name(PartyRole role) => Kebab.Name(role);
}
