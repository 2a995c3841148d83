using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Fetching;

/// <summary>
/// A look with everything that its judgement needs: the page is read for signals and dropped, the platform's further
/// address and a sibling that cannot exist are asked for where they would tell more. The same for the service and <c>check</c>.
/// </summary>
internal sealed class JudgedFetcher(
    PageFetcher inner,
    Siblings siblings,
    JudgeBook book,
    FetchSettings settings,
    [FromKeyedServices(Clocks.Machine)] TimeProvider machine) : IPageFetcher
{
    public async Task<LookFacts> LookAsync(
        string url, ReadOnlyMemory<byte> fingerprintKey, CancellationToken cancellationToken)
    {
        var (facts, page) = await inner.FetchAsync(url, fingerprintKey, read: true, cancellationToken);
        return facts.Failure != LookFailure.None || page is null
            ? facts
            : facts with { Signals = await SignalsAsync(page, cancellationToken) };
    }

    private async Task<ImmutableArray<Signal>> SignalsAsync(PageFacts page, CancellationToken cancellationToken)
    {
        var read = PageReading.Of(book, page);
        var alone = LookReading.Alone(read);
        if (await PlatformAsync(page, alone, cancellationToken) is { } platform)
        {
            return alone.Insert(0, platform);
        }

        return LookReading.WantsSibling(page, alone)
            ? LookReading.With(read, alone, await siblings.OfAsync(page, cancellationToken))
            : alone;
    }

    private async Task<Signal?> PlatformAsync(PageFacts page, ImmutableArray<Signal> alone, CancellationToken cancellationToken)
    {
        if (PlatformRule.Recognise(book, page.Url, page) is not { } platform
            || alone.Any(s => s.Weight == SignalWeight.Certain && s.Rule == BotWallRule.Id))
        {
            return null;
        }

        var extra = ReportedUrl.Parse(page.Url).Url is { } url && platform.ExtraOf(url) is { } address
            ? await FetchAsync(address, cancellationToken)
            : null;
        return PlatformRule.Ask(platform, page, extra);
    }

    private async Task<PageFacts?> FetchAsync(string address, CancellationToken cancellationToken)
    {
        await Task.Delay(settings.PerHostGap, machine, cancellationToken);
        var (facts, page) = await inner.FetchAsync(address, ReadOnlyMemory<byte>.Empty, read: true, cancellationToken);
        return facts.Failure == LookFailure.None ? page : null;
    }
}
