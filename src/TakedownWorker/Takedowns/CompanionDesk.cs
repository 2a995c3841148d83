using System.Collections.Immutable;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>Further addresses of reported pages: shown, and added to their case when a caseworker says so.</summary>
internal sealed class CompanionDesk(ICaseStore store, CaseDesk cases)
{
    /// <summary>What is offered, each with the page it belongs to. Nothing of a quarantined case (DESIGN 4.2).</summary>
    public static TaskDetail Describe(CaseFile file, TaskDetail detail)
    {
        var open = file.Facts.Quarantined ? [] : CompanionRule.OpenOf(file).ToList();
        return detail with
        {
            Urls = [.. open.Select(o => o.Companion.Url)],
            Lines = [.. open.Select(o => $"{Kebab.Name(o.Companion.Kind),-12} {o.Companion.Url}\n             of {o.Page.Url}")],
        };
    }

    /// <summary>Adds all that is offered; the task settles itself by that.</summary>
    /// <param name="witness">Null: they are looked at, and the caseworker is asked who saw them before anything is written.</param>
    public async Task<Answer<StoredTask>> AddAsync(OpenTask open, Witness? witness, CancellationToken cancellationToken)
    {
        var (reference, urls) = await OfferedAsync(open.Case, cancellationToken);
        var added = await cases.AddUrlsAsync(reference, new CaseReport { Urls = urls, Witness = witness }, cancellationToken);
        return added.IsOk ? open.Task : Answer<StoredTask>.No(added.Problem!);
    }

    private async Task<(string Reference, ImmutableArray<ReportedUrl> Urls)> OfferedAsync(CaseId id, CancellationToken cancellationToken)
    {
        await using var session = await store.OpenAsync(id, cancellationToken);
        var file = session!.File;
        return (file.Facts.Reference, [.. CompanionRule.OpenOf(file).Select(o => ReportedUrl.Parse(o.Companion.Url).Url).OfType<ReportedUrl>()]);
    }
}
