using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Fetching;

/// <summary>
/// One look at each address, nothing stored. Hosts are looked at side by side, the addresses of one host one after the
/// other with <see cref="FetchSettings.PerHostGap"/> between them. A person asked, so no host is given a rest.
/// </summary>
internal sealed class CheckUrls(
    JudgedFetcher fetcher,
    IOwnOutage ownOutage,
    FetchSettings settings,
    [FromKeyedServices(Clocks.Machine)] TimeProvider machine)
{
    private static readonly InstantPattern Rfc3339 = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff'Z'");

    /// <summary>Results in the order of the input, each as soon as it and all before it are ready.</summary>
    /// <param name="lines">One address a line; blank lines are skipped.</param>
    /// <param name="cancellationToken">Stops what is under way.</param>
    public async IAsyncEnumerable<CheckResult> RunAsync(
        IEnumerable<string> lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var slots = new SemaphoreSlim(settings.Concurrency);
        var results = Start(lines, slots, stop.Token);
        try
        {
            foreach (var result in results)
            {
                yield return await result;
            }
        }
        finally
        {
            // A reader who leaves early leaves nothing running behind.
            await stop.CancelAsync();
            await Task.WhenAll(results).ContinueWith(
                static all => _ = all.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private List<Task<CheckResult>> Start(IEnumerable<string> lines, SemaphoreSlim slots, CancellationToken stop)
    {
        var results = new List<Task<CheckResult>>();
        var lastOfHost = new Dictionary<string, Task>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            var host = ReportedUrl.Parse(line).Url?.HostKey;
            var before = host is null ? null : lastOfHost.GetValueOrDefault(host);
            var result = CheckAfterAsync(before, line, slots, stop);
            results.Add(result);
            if (host is not null)
            {
                lastOfHost[host] = result;
            }
        }

        return results;
    }

    private async Task<CheckResult> CheckAfterAsync(Task? before, string url, SemaphoreSlim slots, CancellationToken stop)
    {
        if (before is not null)
        {
            await before;
            await Task.Delay(settings.PerHostGap, machine, stop);
        }

        await slots.WaitAsync(stop);
        try
        {
            return await CheckAsync(url, stop);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<CheckResult> CheckAsync(string url, CancellationToken cancellationToken)
    {
        var facts = await fetcher.LookAsync(url, ReadOnlyMemory<byte>.Empty, cancellationToken);
        var controls = OwnOutageRule.IsNetworkFailure(facts.Failure)
            ? await ownOutage.ControlsAnswerAsync(cancellationToken)
            : null;
        return ToResult(facts, Judge.Explain(facts, controls));
    }

    private static CheckResult ToResult(LookFacts facts, Judgement judgement) => new(
        facts.Url,
        Rfc3339.Format(facts.At),
        judgement.Verdict.Kind.ToString().ToLowerInvariant(),
        judgement.Verdict.Reason,
        judgement.Verdict.Confidence,
        facts.Status,
        facts.FinalUrl,
        [.. facts.Hops.Select(hop => new CheckHop(hop.Url, hop.Status))],
        new CheckFacts(
            facts.ContentType,
            facts.Length,
            (long)facts.Took.TotalMilliseconds,
            facts.Vantage,
            facts.Failure is LookFailure.None ? null : JsonNamingPolicy.KebabCaseLower.ConvertName(facts.Failure.ToString()),
            facts.RetryAfter is { } later ? Rfc3339.Format(later) : null,
            judgement.Rule.Value,
            [.. (facts.Signals ?? []).Select(s => new CheckSignal(s.Name, s.Rule.Value, Kebab.Name(s.Kind), s.Reason, Kebab.Name(s.Weight)))],
            facts.Failure is LookFailure.InvalidUrl && ReportedUrl.Parse(facts.Url).Fault is { } fault ? Kebab.Name(fault) : null,
            [.. facts.Server.Addresses.Select(a => a.ToString())],
            facts.Server.Tls is { } tls
                ? new CheckTls(tls.Protocol, tls.Issuer, LocalDatePattern.Iso.Format(tls.NotBefore), LocalDatePattern.Iso.Format(tls.NotAfter))
                : null,
            [.. judgement.Verdict.Kind == VerdictKind.Live ? facts.Companions.Select(c => new CheckCompanion(Kebab.Name(c.Kind), c.Url)) : []]));
}
