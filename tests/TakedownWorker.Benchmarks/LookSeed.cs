using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Storage;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Benchmarks;

/// <summary>Fills the looks table: real cases with their own keys, then rows as the program writes them.</summary>
internal sealed class LookSeed(IServiceProvider services)
{
    private const int Cases = 100;
    private const int Batch = 10_000;

    private const string Insert =
        """
        INSERT INTO looks (case_id, takedown_id, vantage, host_key, url, expected, report_back, every, due, lease_token, lease_until, failures, number)
        VALUES (@case, @takedown, 'direct', @host, @url, @expected, @report, @every, @due, NULL, 0, 0, 0)
        """;

    private readonly Database database = services.GetRequiredService<Database>();
    private readonly IKeyring keys = services.GetRequiredService<IKeyring>();

    /// <summary>The first <see cref="RunArguments.Looks"/> rows are due now, the rest in a month.</summary>
    public async Task FillAsync(RunArguments run, Instant now)
    {
        var cases = await CasesAsync();
        var pages = File.ReadLines(run.Urls).Select(line => line.Split(' ')).Select(p => (Gone: p[0] == "gone", Url: p[1])).ToList();
        for (var from = 0; from < run.Known; from += Batch)
        {
            await using var scope = await database.BeginWriteAsync(CancellationToken.None);
            for (var i = from; i < Math.Min(from + Batch, run.Known); i++)
            {
                var (gone, url) = pages[i % pages.Count];
                var (id, key) = cases[i % Cases];
                var takedown = new TakedownId(Guid.CreateVersion7());
                await scope.Command(
                    Insert, ("@case", id.Value), ("@takedown", takedown.Value), ("@host", keys.Hash(KeyedName.Host, new Uri(url).Host)),
                    ("@url", key.SealLookUrl(takedown, url)), ("@expected", (int)(gone ? ContentState.Removed : ContentState.Live)), ("@report", false),
                    ("@every", Ticks.Of(Duration.FromHours(6))), ("@due", Ticks.Of(i < run.Looks ? now : now + Duration.FromDays(30))))
                    .ExecuteAsync(CancellationToken.None);
            }

            await scope.CommitAsync(CancellationToken.None);
        }
    }

    /// <param name="now">When they are due.</param>
    /// <param name="forget">Takes away what was remembered of the answers: the pages are new to the judge.</param>
    public Task MakeDueAgainAsync(Instant now, bool forget) => database.WriteAsync(
        scope => scope.Command($"UPDATE looks SET due = @now{(forget ? ", memory = NULL" : "")} WHERE due < @month", ("@now", Ticks.Of(now)), ("@month", Ticks.Of(now + Duration.FromDays(20)))),
        CancellationToken.None);

    private async Task<List<(CaseId Id, ICaseKey Key)>> CasesAsync()
    {
        var desk = services.GetRequiredService<CaseDesk>();
        for (var i = 0; i < Cases; i++)
        {
            await desk.OpenAsync(
                new CaseReport { Urls = [ReportedUrl.Parse("https://board.test/1").Url!], CallerId = $"bench-{i}", Caseworker = "desk@helpline.test" },
                CancellationToken.None);
        }

        await using var scope = await database.BeginWriteAsync(CancellationToken.None);
        await scope.Command("DELETE FROM looks").ExecuteAsync(CancellationToken.None);
        var rows = await scope.Command("SELECT id, data_key FROM cases")
            .ListAsync(r => (Id: new CaseId(r.GetGuid(0)), Wrapped: (byte[])r.GetValue(1)), CancellationToken.None);
        await scope.CommitAsync(CancellationToken.None);
        return [.. rows.Select(r => (r.Id, keys.OpenCaseKey(r.Id, r.Wrapped)))];
    }
}
