using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core;

/// <summary>
/// A random life of a case: what happens next is drawn, not what should happen. Every event of the closed list and every
/// caseworker action is reached; RandomCaseTests holds that true.
/// </summary>
internal sealed class RandomCase
{
    private static readonly VerdictKind[] Kinds = Enum.GetValues<VerdictKind>();

    private static readonly ImmutableArray<(int Weight, string Name, Action<RandomCase, int> Do)> Steps =
    [
        (14, "look", (c, n) => c.Look(n, n % 5 == 0 ? Kinds[n / 5 % Kinds.Length] : VerdictKind.Live)),
        (3, "further addresses", (c, n) => c.Tell(new TakedownEvent.Observed(Some.EventId(), c.World.Now, Some.Look(c.World.Now, VerdictKind.Live) with
        {
            Companions = [new Companion((CompanionKind)(n % 6), n % 2 == 0 ? "https://board.test/2" : $"https://board.test/files/{n % 5}.jpg")],
            ItemMark = n % 3 == 0 ? "i1" : null,
        }), 0)),
        (6, "gone", (c, n) => c.Look(n, VerdictKind.Gone)),
        (10, "live everywhere", (c, _) => c.LookEverywhere(VerdictKind.Live)),
        (2, "gone for long", (c, _) => c.LookFor(VerdictKind.Gone, Duration.FromHours(12))),
        (2, "live again", (c, _) => c.LookFor(VerdictKind.Live, Duration.FromMinutes(40))),
        (1, "dead for long", (c, _) => c.LookFor(VerdictKind.Unreachable, Duration.FromDays(6))),
        (12, "time", (c, n) => c.Pass(n)),
        (3, "silence", (c, n) => c.World.PassSending(Duration.FromHours(n % 90), VerdictKind.Live, Duration.FromMinutes(50))),
        (6, "wake", (c, n) => c.Tell(new TakedownEvent.TimePassed(Some.EventId(), c.World.Now), n)),
        (6, "routes", (c, n) => c.Routes(n)),
        (10, "approve", (c, n) => c.OnLetter(n, NoticeState.AwaitingApproval, c.World.Approve)),
        (14, "send", (c, n) => c.OnQueued(n, c.World.Send)),
        (3, "doubtful", (c, n) => c.OnQueued(n, c.World.SendDoubtfully)),
        (3, "fail", (c, n) => c.OnQueued(n, id => c.World.Fail(id, n % 2 == 0))),
        (2, "hold", (c, n) => c.OnQueued(n, id => c.Tell(new TakedownEvent.LetterHeld(Some.EventId(), c.World.Now, id, HoldReason.StaleLook), n), recall: true)),
        (1, "fuse", (c, n) => c.OnQueued(n, id => c.Tell(new TakedownEvent.LetterHeld(Some.EventId(), c.World.Now, id, HoldReason.Fuse), n), recall: true)),
        (3, "reply", (c, n) => c.OnLetter(n, NoticeState.Sent, id => c.Tell(new TakedownEvent.ReplyArrived(Some.EventId(), c.World.Now, id, (ReplyKind)(n % 5)), n))),
        (2, "withdraw", (c, n) => c.OnLetter(n, null, id => c.Act(n, new CaseworkerAction.WithdrewNotice(id), everywhere: true))),
        (2, "reject", (c, n) => c.OnLetter(n, NoticeState.AwaitingApproval, id => c.Act(n, new CaseworkerAction.RejectedLetter(id), everywhere: true))),
        (4, "settle", (c, n) => c.Settle(n)),
        (2, "own look", (c, n) => c.Act(n, new CaseworkerAction.Looked(n % 2 == 0))),
        (1, "witness", (c, n) => c.Act(n, new CaseworkerAction.SawIt(new Witness("caseworker", new LocalDate(2026, 3, 1))))),
        (1, "route", (c, n) => c.Act(n, new CaseworkerAction.GaveRoute(Some.Route(party: "given.test") with { Source = RouteSource.Caseworker }))),
        (1, "ask", (c, n) => c.Act(n, new CaseworkerAction.AskedForLook())),
        (1, "work failed", (c, n) => c.Tell(new TakedownEvent.WorkFailed(Some.EventId(), c.World.Now, n % 2 == 0 ? "routes" : "send", 3), n)),
        (2, "pause", (c, _) => c.Change(f => f with { Paused = !f.Paused })),
        (1, "authority", (c, n) => c.Change(f => f with { Authority = f.Authority is null ? Some.Facts().Authority : n % 2 == 0 ? null : f.Authority with { Expires = c.World.Now.InUtc().Date.PlusDays(n % 4) } })),
        (1, "retaliation", (c, n) => c.Change(f => f with { RetaliationRisk = n % 2 == 0 })),
        (1, "adult", (c, n) => c.Change(f => f with { Adult = n % 3 == 0 ? Tri.Unknown : Tri.Yes })),
        (1, "close", (c, n) => c.Change(f => n % 6 == 0 ? f with { Closure = n % 4 == 0 ? CaseClosure.Withdrawn : CaseClosure.Removed } : f)),
        (1, "under 18", (c, n) => c.Change(f => n % 6 == 0 ? f with { Under18 = Tri.Yes } : f)),
    ];

    private static readonly int TotalWeight = Steps.Sum(s => s.Weight);

    /// <summary>A life of up to 60 steps; shrinks by leaving steps out.</summary>
    public static readonly Gen<int[]> Lives = Gen.Int[0, 999_999].Array[5, 60];

    public PureWorld World { get; } = new(null, "https://board.test/1", "https://board.test/2");

    /// <summary>Called after every step with its name.</summary>
    public Action<RandomCase, string>? After { get; init; }

    public static RandomCase Live(int[] life, Action<RandomCase, string>? after = null)
    {
        var random = new RandomCase { After = after };
        random.World.Report();
        foreach (var draw in life)
        {
            var (name, step) = Pick(draw % TotalWeight);
            step(random, draw / TotalWeight);
            random.After?.Invoke(random, name);
        }

        return random;
    }

    private static (string Name, Action<RandomCase, int> Do) Pick(int at)
    {
        foreach (var step in Steps)
        {
            at -= step.Weight;
            if (at < 0)
            {
                return (step.Name, step.Do);
            }
        }

        throw new InvalidOperationException("weights");
    }

    private void Tell(TakedownEvent e, int n) => World.Tell(e, World.File.Takedowns[n % World.File.Takedowns.Length].Id);

    private void Look(int n, VerdictKind kind) =>
        Tell(new TakedownEvent.Observed(Some.EventId(), World.Now, Some.Look(World.Now, kind)), n);

    private void LookEverywhere(VerdictKind kind)
    {
        Look(0, kind);
        Look(1, kind);
    }

    /// <summary>The same seen at both addresses again and again: long enough to be proven.</summary>
    private void LookFor(VerdictKind kind, Duration every)
    {
        for (var looks = 0; looks < 4; looks++, World.Now += every)
        {
            LookEverywhere(kind);
        }
    }

    private void Pass(int n)
    {
        var to = World.Now + (n % 4) switch
        {
            0 => Duration.FromMinutes(n % 60),
            1 => Duration.FromHours(n % 30),
            2 => Duration.FromDays(n % 12),
            _ => Duration.FromMinutes(11),
        };
        foreach (var t in World.File.Takedowns.Where(t => t.WakeUp <= to).ToList())
        {
            World.Now = Instant.Max(World.Now, t.WakeUp!.Value);
            World.Tell(new TakedownEvent.TimePassed(Some.EventId(), World.Now), t.Id);
        }

        World.Now = Instant.Max(World.Now, to);
    }

    private void Routes(int n) => Tell(new TakedownEvent.RoutesFound(Some.EventId(), World.Now, n % 7 == 0 ? [] :
    [
        Some.Route(trust: (RouteTrust)(n % 3)) with { Channel = n % 5 == 0 ? Channel.Form : Channel.Email },
        Some.Route() with { Address = "second@board.test" },
        Some.Route(PartyRole.HostingProvider, "host.test"),
    ]), n);

    private void OnLetter(int n, NoticeState? state, Action<NoticeId> act)
    {
        var letters = World.File.Notices.Where(x => state is null || x.State == state).ToList();
        if (letters.Count > 0)
        {
            act(letters[n % letters.Count].Id);
        }
    }

    private void OnQueued(int n, Action<NoticeId> act, bool recall = false)
    {
        var queued = World.Queued.Where(id => !recall || World.File.Find(id)!.State == NoticeState.Queued).ToList();
        if (queued.Count > 0)
        {
            act(queued[n % queued.Count]);
        }
    }

    private void Act(int n, CaseworkerAction action, bool everywhere = false)
    {
        var e = new TakedownEvent.CaseworkerActed(Some.EventId(), World.Now, action);
        if (everywhere)
        {
            World.Tell(e);
        }
        else
        {
            Tell(e, n);
        }
    }

    private void Settle(int n)
    {
        var tasks = World.File.Takedowns.SelectMany(t => t.Tasks).Where(t => NoticeTaskRule.LetterOf(World.File, t) is null).ToList();
        if (tasks.Count > 0)
        {
            var task = tasks[n % tasks.Count];
            Act(n, new CaseworkerAction.SettledTask(task.Kind, task.Subject), everywhere: true);
        }
    }

    private void Change(Func<CaseFacts, CaseFacts> change)
    {
        World.File = World.File with { Facts = change(World.File.Facts) };
        World.Tell(new TakedownEvent.CaseChanged(Some.EventId(), World.Now, "facts"));
    }
}
