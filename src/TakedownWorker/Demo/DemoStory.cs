using System.Globalization;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Mail;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Demo;

/// <summary>Runs the pipeline until nothing is due, answers tasks as a caseworker would, delivers letters to the hosts, counts.</summary>
internal sealed class DemoStory(
    ServiceProvider services, DemoHosts hosts, DemoMailbox mailbox, DemoFiles files, SteppedClock clock, TextWriter output)
{
    private const int MostRounds = 50;

    private readonly LookPump pump = services.GetRequiredService<LookPump>();
    private readonly WakeUpSweep wakeUps = services.GetRequiredService<WakeUpSweep>();
    private readonly RouteSweep routes = services.GetRequiredService<RouteSweep>();
    private readonly OutboxSweep outbox = services.GetRequiredService<OutboxSweep>();
    private readonly TaskDesk tasks = services.GetRequiredService<TaskDesk>();
    private readonly CaseDesk desk = services.GetRequiredService<CaseDesk>();
    private readonly CaseShow show = services.GetRequiredService<CaseShow>();
    private readonly HashSet<string> answered = new(StringComparer.Ordinal);
    private CaseId id;
    private string last = "";
    private int letters;
    private int briefings;
    private int approvals;

    /// <summary>Host to the letters that named its address, withdrawals included.</summary>
    public Dictionary<string, List<string>> LettersOf { get; } = new(StringComparer.Ordinal);

    public string Reference { get; private set; } = "";

    public async Task OpenCaseAsync(CancellationToken cancellationToken)
    {
        var today = Instant.FromDateTimeOffset(clock.GetUtcNow()).InUtc().Date;
        var opened = await desk.OpenAsync(
            new CaseReport
            {
                Urls = [.. hosts.All.Where(h => h.Name != DemoHosts.Control).Select(h => ReportedUrl.Parse(h.Url).Url!)],
                Authority = new Authority("the person", today, "all addresses", null),
                Adult = Tri.Yes,
                Under18 = Tri.No,
                Witness = new Witness("desk", today),
                Caseworker = DemoOptions.Caseworker,
            },
            cancellationToken);
        Reference = opened.Value!.Reference;
        id = (await desk.IdAsync(Reference, cancellationToken))!.Value;
        await output.WriteLineAsync($"Case {Reference}: {opened.Value.UrlsNew} addresses reported.");
    }

    /// <summary>Looks, decides, sends, answers, until nothing is due at this instant.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var done = await pump.TopUpAsync(cancellationToken);
            await pump.DrainAsync(cancellationToken);
            done += await wakeUps.RunAsync(cancellationToken);
            done += await routes.RunAsync(cancellationToken);
            done += await outbox.RunAsync(cancellationToken);
            done += Deliver();
            if (done == 0)
            {
                return;
            }

            await AnswerTasksAsync(cancellationToken);
        }
    }

    public void PassHour(double hour)
    {
        foreach (var host in hosts.All)
        {
            host.OnHour?.Invoke(host, hour);
        }
    }

    private int Deliver()
    {
        var delivered = 0;
        foreach (var letter in mailbox.Take())
        {
            delivered++;
            files.Write(letter);
            if (letter.To == DemoOptions.Caseworker)
            {
                briefings++;
                continue;
            }

            letters++;
            var text = LetterFile.Text(letter.Bytes) ?? "";
            foreach (var host in hosts.All.Where(h => text.Contains(h.Url, StringComparison.Ordinal)))
            {
                LettersOf.TryAdd(host.Name, []);
                LettersOf[host.Name].Add(LetterFile.Subject(letter.Bytes) ?? "");
                host.OnLetter?.Invoke(host, letter.To);
            }
        }

        return delivered;
    }

    private async Task AnswerTasksAsync(CancellationToken cancellationToken)
    {
        var view = (await show.ShowAsync(id, cancellationToken))!;
        foreach (var task in view.Tasks.Where(t => t.Kind == "approve-letter" && answered.Add(t.Id + t.Since.UtcTicks)))
        {
            await tasks.ApproveAsync(task.Id, new Approving("desk"), cancellationToken);
            approvals++;
        }

        Count(view);
    }

    private void Count(CaseView view)
    {
        var states = string.Join(", ", view.Urls.GroupBy(u => u.Content).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} {g.Key}")));
        var line = string.Create(CultureInfo.InvariantCulture, $"{states}; {letters} letters, {briefings} briefings, {approvals} approvals");
        if (line != last)
        {
            last = line;
            var at = clock.GetUtcNow() - new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"day {at.Days} {at:hh\\:mm}  {line}"));
        }
    }
}
