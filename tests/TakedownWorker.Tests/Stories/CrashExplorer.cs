using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary>
/// A story counts its calls to store and mail, then runs again for each of them, dying right after it and rising on the
/// same file. However it died: nothing is lost, nothing leaves twice unmarked, and the story ends the same.
/// </summary>
[Trait("Category", "Slow")]
public sealed class CrashExplorer
{
    private const string Url = "https://board.test/thread/1";
    private const string Other = "https://board.test/thread/2";
    private const string Elsewhere = "https://elsewhere.test/thread/3";

    [Fact]
    public Task Dying_after_any_call_of_a_case_that_goes_well_loses_nothing_and_sends_nothing_twice_unmarked() =>
        ExploreAsync(new Story("goes well", Duration.FromHours(30), [Url, Other], _ => { }, RemoveWhatIsWrittenAbout, _ => Task.CompletedTask));

    /// <summary>
    /// A server that leaves the first letter in doubt and is busy for the second, a fuse that blows and is released, a
    /// letter that is withdrawn: every way a letter can take, and the briefings about them.
    /// </summary>
    [Fact]
    public Task Dying_after_any_call_of_a_case_full_of_trouble_loses_nothing_and_sends_nothing_twice_unmarked() =>
        ExploreAsync(new Story("full of trouble", Duration.FromHours(9), [Url, Elsewhere], o => o.Mail.Outgoing.FirstLettersPerHour = 1, BeBusy, ReleaseAndWithdrawAsync));

    private static async Task ExploreAsync(Story story)
    {
        var (calls, expected) = await RunAsync(story, dieAfter: null);
        Assert.True(calls > 20, $"only {calls} calls: the explorer explores nothing");
        for (var i = 1; i <= calls; i++)
        {
            var (_, outcome) = await RunAsync(story, i);
            Assert.True(expected == outcome, $"{story.Name}: died after call {i} of {calls}: expected {expected}, got {outcome}");
        }
    }

    private static async Task<(int Calls, string Outcome)> RunAsync(Story story, int? dieAfter)
    {
        await using var world = await World.StartAsync(story.Configure, dieAfter);
        Array.ForEach(story.Urls, u => world.Pages.Live(u));
        story.Script(world);
        var calls = 0;
        while (true)
        {
            try
            {
                if (world.Reference.Length == 0)
                {
                    await world.OpenAsync(story.Urls);
                }

                while (world.Now - Some.Start < story.Length)
                {
                    await world.PassAsync(Duration.FromHours(1));
                    await story.EveryHourAsync(world);
                }

                await world.SettleAsync();
                calls += world.Crash.Calls;
                return (calls, await OutcomeAsync(world));
            }
            catch (SimulatedCrashException)
            {
                await world.RiseAsync();
            }
        }
    }

    private static void RemoveWhatIsWrittenAbout(World world) => world.Mail.Arrived = letter =>
    {
        foreach (var url in new[] { Url, Other }.Where(u => !letter.AutoSubmitted && letter.Text.Contains(u, StringComparison.Ordinal)))
        {
            world.Pages.Answers(url, 404);
        }
    };

    private static void BeBusy(World world)
    {
        var doubts = 0;
        var busy = 0;
        world.Mail.Answer = t => t.Letter switch
        {
            { AutoSubmitted: true } => null,
            { To: "abuse@board.test" } => doubts++ == 0 ? new SendResult.Unknown("gone after DATA") : null,
            _ => busy++ < 2 ? new SendResult.Temporary("4.2.2", "busy") : null,
        };
    }

    /// <summary>What a caseworker would do, decided by what is there: so that a death in between changes nothing.</summary>
    private static async Task ReleaseAndWithdrawAsync(World world)
    {
        var token = TestContext.Current.CancellationToken;
        var view = await world.ShowAsync();
        if (view.Tasks.Any(t => t.Kind == "fuse"))
        {
            await world.Get<HoldDesk>().ReleaseAsync(token);
        }

        if (world.Now - Some.Start > Duration.FromHours(6) && view.Notices.FirstOrDefault(n => n is { To: "abuse@board.test", State: "sent" }) is { } letter)
        {
            var notice = new NoticeId(Guid.ParseExact(letter.Id, "N"));
            await world.Get<CaseRunner>().TellLetterAsync(
                (await world.Desk.IdAsync(world.Reference, token))!.Value, notice,
                (_, _) => new TakedownEvent.CaseworkerActed(Guid.NewGuid(), world.Now, new CaseworkerAction.WithdrewNotice(notice)), token);
        }
    }

    /// <summary>What a briefing is about, without the reference and how many addresses.</summary>
    private static string What(string subject) =>
        string.Join(' ', subject.Split(": ")[1].Split(' ').TakeWhile(word => !word.StartsWith('(')).Take(4));

    /// <param name="Script">What the world does by itself.</param>
    /// <param name="EveryHourAsync">What a human does.</param>
    private sealed record Story(
        string Name, Duration Length, string[] Urls, Action<TakedownOptions> Configure, Action<World> Script, Func<World, Task> EveryHourAsync);

    /// <summary>
    /// What must not depend on when the process died: states, and for each address the kinds of letters it was in. How
    /// addresses were gathered into letters may differ, since a crash moves looks in time.
    /// </summary>
    private static async Task<string> OutcomeAsync(World world)
    {
        var view = await world.ShowAsync();
        var left = view.Notices.Where(n => n.State is "sent" or "fulfilled" || (n.State == "withdrawn" && n.MessageId is not null)).ToList();
        var received = world.Mail.Letters.Select(l => l.Letter.MessageId).ToHashSet(StringComparer.Ordinal);
        var lost = left.Count(n => !received.Contains(n.MessageId!));
        var unknown = received.Count(id => left.TrueForAll(n => n.MessageId != id));
        var unmarked = world.Mail.All.Where(r => !r.Marked).GroupBy(r => r.Letter.MessageId).Count(g => g.Count() > 1);
        var report = await world.Ledger.VerifyAsync(null, TestContext.Current.CancellationToken);
        var kinds = view.Urls.Select(u => $"{u.Content} {string.Join('+', left.Where(n => n.Urls.Contains(u.Url!)).Select(n => n.Kind).Order(StringComparer.Ordinal))}");
        // A death in the middle of a try is a failed try: whether three in a row were reached depends on it.
        var told = world.Mail.Briefings.Select(b => b.Letter.Subject).Where(subject => !subject.Contains("stuck", StringComparison.Ordinal))
            .Select(What).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"{string.Join(", ", kinds)}; told {string.Join(", ", told)}, waits for {string.Join(", ", view.WaitingFor)}; lost {lost}, unknown {unknown}, unmarked twice {unmarked}, ledger {report.Ok}";
    }
}
