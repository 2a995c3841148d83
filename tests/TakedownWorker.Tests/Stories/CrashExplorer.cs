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

    private static readonly Duration Length = Duration.FromDays(2);

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
            if (!letter.AutoSubmitted)
            {
                world.Pages.Answers(Url, 404);
                world.Pages.Answers(Other, 404);
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

    private static async Task<string> OutcomeAsync(World world)
    {
        var view = await world.ShowAsync();
        var unmarked = world.Mail.All.Where(r => !r.Marked).GroupBy(r => r.Letter.MessageId).Count(g => g.Count() > 1);
        var distinct = world.Mail.Letters.Select(l => l.Letter.MessageId).Distinct().Count();
        var report = await world.Ledger.VerifyAsync(null, TestContext.Current.CancellationToken);
        return $"{string.Join(',', view.Urls.Select(u => u.Content))}; letters {distinct}; unmarked twice {unmarked}; "
            + $"notices {string.Join(',', view.Notices.Select(n => n.Kind + "=" + n.State))}; ledger {report.Ok}";
    }
}
