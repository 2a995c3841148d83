using NodaTime;
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

    private static readonly Duration Length = Duration.FromHours(30);

    [Fact]
    public async Task Dying_after_any_call_loses_nothing_and_sends_nothing_twice_unmarked()
    {
        var (calls, expected) = await RunAsync(dieAfter: null);
        Assert.True(calls > 20, $"only {calls} calls: the explorer explores nothing");
        for (var i = 1; i <= calls; i++)
        {
            var (_, outcome) = await RunAsync(i);
            Assert.True(expected == outcome, $"died after call {i} of {calls}: expected {expected}, got {outcome}");
        }
    }

    private static async Task<(int Calls, string Outcome)> RunAsync(int? dieAfter)
    {
        await using var world = await World.StartAsync(dieAfter: dieAfter);
        world.Pages.Live(Url);
        world.Pages.Live(Other);
        world.Mail.Arrived = letter =>
        {
            foreach (var url in new[] { Url, Other }.Where(u => !letter.AutoSubmitted && letter.Text.Contains(u, StringComparison.Ordinal)))
            {
                world.Pages.Answers(url, 404);
            }
        };
        var calls = 0;
        while (true)
        {
            try
            {
                if (world.Reference.Length == 0)
                {
                    await world.OpenAsync(Url, Other);
                }

                await world.PassAsync(Length - (world.Now - Some.Start));
                calls += world.Crash.Calls;
                return (calls, await OutcomeAsync(world));
            }
            catch (SimulatedCrashException)
            {
                await world.RiseAsync();
            }
        }
    }

    /// <summary>
    /// What must not depend on when the process died: states, and for each address the kinds of letters it was in. How
    /// addresses were gathered into letters may differ, since a crash moves looks in time.
    /// </summary>
    private static async Task<string> OutcomeAsync(World world)
    {
        var view = await world.ShowAsync();
        var left = view.Notices.Where(n => n.State is "sent" or "fulfilled").ToList();
        var received = world.Mail.Letters.Select(l => l.Letter.MessageId).ToHashSet(StringComparer.Ordinal);
        var lost = left.Count(n => !received.Contains(n.MessageId!));
        var unknown = received.Count(id => left.TrueForAll(n => n.MessageId != id));
        var unmarked = world.Mail.All.Where(r => !r.Marked).GroupBy(r => r.Letter.MessageId).Count(g => g.Count() > 1);
        var report = await world.Ledger.VerifyAsync(null, TestContext.Current.CancellationToken);
        var kinds = view.Urls.Select(u => $"{u.Content} {string.Join('+', left.Where(n => n.Urls.Contains(u.Url)).Select(n => n.Kind).Order(StringComparer.Ordinal))}");
        return $"{string.Join(", ", kinds)}; lost {lost}, unknown {unknown}, unmarked twice {unmarked}, ledger {report.Ok}";
    }
}
