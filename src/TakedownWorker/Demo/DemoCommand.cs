using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Demo;

/// <summary>
/// <c>demo</c>: a whole story in under a minute. Real hosts and a real mail server on loopback, the real pipeline with the
/// policies and bases that come with the program; only the domain clock is stepped. Every promised outcome is checked.
/// </summary>
internal static class DemoCommand
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(10);
    private const int Hours = 8 * 24;

    /// <returns>0 only if every outcome is as promised.</returns>
    public static async Task<int> RunAsync(string outFolder, TextWriter output, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var scratch = Directory.CreateTempSubdirectory("takedown-demo-");
        try
        {
            await using var hosts = await DemoHosts.StartAsync(DemoCast.Hosts(), cancellationToken);
            await using var mailbox = new DemoMailbox();
            var clock = new SteppedClock(Start);
            await using var services = Services(DemoOptions.For(scratch.FullName, hosts, mailbox.Port), clock);
            await services.GetRequiredService<IDatabaseMigrator>().PrepareAsync(cancellationToken);
            var files = new DemoFiles(outFolder);
            var story = new DemoStory(services, hosts, mailbox, files, clock, output);
            await story.OpenCaseAsync(cancellationToken);
            for (var passed = TimeSpan.Zero; passed < TimeSpan.FromHours(Hours); passed += Step)
            {
                await story.SettleAsync(cancellationToken);
                clock.Step(Step);
                story.PassHour((passed + Step).TotalHours);
            }

            await story.SettleAsync(cancellationToken);
            var outcomes = await DemoOutcomes.CheckAsync(services, story, hosts, cancellationToken);
            files.WriteOutcomes(outcomes);
            Print(output, outcomes, files, watch.Elapsed);
            return outcomes.All(o => o.Ok) ? 0 : 1;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static ServiceProvider Services(TakedownOptions options, SteppedClock clock) => new ServiceCollection()
        .AddKeyedSingleton<TimeProvider>(Clocks.Domain, clock)
        .AddTakedown(options)
        .BuildServiceProvider();

    private static void Print(TextWriter output, ImmutableArray<DemoOutcome> outcomes, DemoFiles files, TimeSpan took)
    {
        output.WriteLine();
        foreach (var o in outcomes)
        {
            output.WriteLine($"{(o.Ok ? "ok  " : "FAIL")} {o.Host,-26} promised: {o.Promised}");
            if (!o.Ok)
            {
                output.WriteLine($"     {"",-26} seen:     {o.Seen}");
            }
        }

        output.WriteLine();
        output.WriteLine(FormattableString.Invariant(
            $"{outcomes.Count(o => o.Ok)} of {outcomes.Length} outcomes as promised, {Hours / 24} days in {took.TotalSeconds:0} seconds."));
        output.WriteLine($"Letters: {files.Letters}");
        output.WriteLine($"Briefings: {files.Briefings}");
    }
}
