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
    public Task<LookFacts> LookAsync(string url, ReadOnlyMemory<byte> fingerprintKey, CancellationToken cancellationToken) =>
        LookAsync(url, fingerprintKey, PageWish.Whole, cancellationToken);

    public Task<LookFacts> LookAgainAsync(
        string url, ReadOnlyMemory<byte> fingerprintKey, LookHints hints, CancellationToken cancellationToken) =>
        LookAsync(url, fingerprintKey, new PageWish(Read: true, hints.Known) { Fingerprint = hints.NeedsFingerprint }, cancellationToken);

    private async Task<LookFacts> LookAsync(
        string url, ReadOnlyMemory<byte> fingerprintKey, PageWish wish, CancellationToken cancellationToken)
    {
        var (facts, page) = await inner.FetchAsync(url, fingerprintKey, wish, cancellationToken);
        if (facts.Failure != LookFailure.None || page is null)
        {
            return facts;
        }

        var (signals, byPlatform) = await SignalsAsync(page, cancellationToken);

        // What a platform says of it beside the page may change while the page does not.
        return facts with { Signals = signals, Mark = byPlatform ? null : facts.Mark };
    }

    private async Task<(ImmutableArray<Signal> Signals, bool ByPlatform)> SignalsAsync(PageFacts page, CancellationToken cancellationToken)
    {
        var read = PageReading.Of(book, page);
        var alone = LookReading.Alone(read);
        var (platform, asked) = await PlatformAsync(page, alone, cancellationToken);
        return (platform is not null ? alone.Insert(0, platform)
            : LookReading.WantsSibling(page, alone) ? LookReading.With(read, alone, await siblings.OfAsync(page, cancellationToken))
            : alone, asked);
    }

    private async Task<(Signal? Says, bool Asked)> PlatformAsync(PageFacts page, ImmutableArray<Signal> alone, CancellationToken cancellationToken)
    {
        if (PlatformRule.Recognise(book, page.Url, page) is not { } platform
            || alone.Any(s => s.Weight == SignalWeight.Certain && s.Rule == BotWallRule.Id))
        {
            return (null, false);
        }

        var extra = ReportedUrl.Parse(page.Url).Url is { } url && platform.ExtraOf(url) is { } address
            ? await FetchAsync(address, cancellationToken)
            : null;
        return (PlatformRule.Ask(platform, page, extra), extra is not null);
    }

    private async Task<PageFacts?> FetchAsync(string address, CancellationToken cancellationToken)
    {
        await Task.Delay(settings.PerHostGap, machine, cancellationToken);
        var (facts, page) = await inner.FetchAsync(address, ReadOnlyMemory<byte>.Empty, PageWish.Whole, cancellationToken);
        return facts.Failure == LookFailure.None ? page : null;
    }
}
