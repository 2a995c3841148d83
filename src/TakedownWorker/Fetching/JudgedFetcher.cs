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

        var platform = PlatformRule.Recognise(book, page.Url, page);
        var (signals, isAllThePage) = await SignalsAsync(page, platform, cancellationToken);
        var companions = CompanionFinder.Of(page, platform);
        return facts with
        {
            Signals = signals,
            Mark = isAllThePage ? facts.Mark : null,
            Companions = companions,
            ItemMark = ItemMark.Of(companions, fingerprintKey.Span),
        };
    }

    /// <summary>
    /// The second value is false where the same page may mean something else at the next look: what a platform says beside it
    /// changes by itself, and a sibling that did not answer may do so then.
    /// </summary>
    private async Task<(ImmutableArray<Signal> Signals, bool IsAllThePage)> SignalsAsync(
        PageFacts page, Platform? known, CancellationToken cancellationToken)
    {
        var read = PageReading.Of(book, page);
        var alone = LookReading.Alone(read);
        var (platform, asked) = await PlatformAsync(known, page, alone, cancellationToken);
        if (platform is not null)
        {
            return (alone.Insert(0, platform), !asked);
        }

        var sibling = LookReading.WantsSibling(page, alone) ? await siblings.OfAsync(page, cancellationToken) : null;
        return (LookReading.With(read, alone, sibling), !asked && sibling is not { IsNoAnswer: true });
    }

    private async Task<(Signal? Says, bool Asked)> PlatformAsync(
        Platform? platform, PageFacts page, ImmutableArray<Signal> alone, CancellationToken cancellationToken)
    {
        if (platform is null
            || alone.Any(s => s.Weight == SignalWeight.Certain && s.Rule == BotWallRule.Id))
        {
            return (null, false);
        }

        var address = ReportedUrl.Parse(page.Url).Url is { } url ? platform.ExtraOf(url) : null;
        var extra = address is null ? null : await FetchAsync(address, cancellationToken);
        return (PlatformRule.Ask(platform, page, extra), address is not null);
    }

    private async Task<PageFacts?> FetchAsync(string address, CancellationToken cancellationToken)
    {
        await Task.Delay(settings.PerHostGap, machine, cancellationToken);
        var (facts, page) = await inner.FetchAsync(address, ReadOnlyMemory<byte>.Empty, PageWish.Whole, cancellationToken);
        return facts.Failure == LookFailure.None ? page : null;
    }
}
