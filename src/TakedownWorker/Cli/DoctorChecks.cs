using System.Collections.Immutable;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <param name="State"><c>ok</c>, <c>note</c> or <c>wrong</c>.</param>
internal sealed record Finding(string What, string State, string Says);

/// <summary>What <c>doctor</c> tries. SMTP, DNS and mailbox checks come with the issue that reads mail.</summary>
internal static class DoctorChecks
{
    public static async Task<ImmutableArray<Finding>> RunAsync(ICommandServices services, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var options = services.Options;
        findings.Add(new("configuration", "ok", "every key is known and in range"));
        findings.Add(await TryAsync("data directory", () => Writable(options)));
        findings.Add(await TryAsync("database and key", async () =>
        {
            await services.WithDatabaseAsync<IOutbox>(cancellationToken);
            return "the database answers and belongs to this key";
        }));
        findings.Add(await TryAsync("packs", () => Task.FromResult(
            "policies: " + string.Join(", ", services.Get<IRulebookSource>().PolicyNames))));
        findings.Add(await ControlsAsync(services, cancellationToken));
        findings.AddRange(Bases(services, options));
        findings.Add(options.Mail.Outgoing.Mode == OutgoingMode.Pickup
            ? new("mail", "note", "trial mode: letters are written to a folder, nothing is sent")
            : new("mail", "note", "Smtp: letters really leave; this version does not try the server here"));
        findings.Add(options.Caseworkers.Count > 0
            ? new("caseworkers", "ok", FormattableString.Invariant($"{options.Caseworkers.Count} configured"))
            : new("caseworkers", "wrong", "none is configured, so nobody is told anything. Add one under Takedown:Caseworkers."));
        return findings.ToImmutable();
    }

    private static async Task<Finding> ControlsAsync(ICommandServices services, CancellationToken cancellationToken) =>
        await services.Get<IOwnOutage>().ControlsAnswerAsync(cancellationToken) switch
        {
            true => new("control addresses", "ok", "they answer"),
            false => new("control addresses", "wrong", "none answers: this machine's connection, or the addresses under Monitoring:ControlUrls, are at fault"),
            null => new("control addresses", "note", "none is configured: nothing is counted as removed without a human. Add two under Monitoring:ControlUrls."),
        };

    private static IEnumerable<Finding> Bases(ICommandServices services, TakedownOptions options)
    {
        var today = NodaTime.LocalDate.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        foreach (var basis in services.Get<IRulebookSource>().For(null).Bases.Values.OrderBy(b => b.Id, StringComparer.Ordinal))
        {
            var reviewed = options.LegalBases.Reviews.Exists(r => r.Basis == basis.Id);
            yield return !basis.InForceOn(today) ? new(basis.Id, "wrong", "not in force today, or past its review date: it is not used")
                : reviewed ? new(basis.Id, "ok", "in force and reviewed")
                : new(basis.Id, "note", "not reviewed: it is not used in Smtp mode. Name the reviewer under LegalBases:Reviews.");
        }
    }

    private static Task<string> Writable(TakedownOptions options)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var probe = Path.Combine(options.DataDirectory, ".doctor");
        File.WriteAllText(probe, "");
        File.Delete(probe);
        return Task.FromResult("can be written");
    }

    private static async Task<Finding> TryAsync(string what, Func<Task<string>> attempt)
    {
        try
        {
            return new(what, "ok", await attempt());
        }
        catch (Exception e) when (e is CommandException or IOException or UnauthorizedAccessException)
        {
            return new(what, "wrong", e.Message);
        }
    }
}
