using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Notices;
using TakedownWorker.Hosting;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Takedowns;

/// <summary>The fuse of DESIGN 4.12.</summary>
/// <param name="FirstLettersPerHour">More than this holds the rest and asks.</param>
internal sealed record OutboxSettings(int FirstLettersPerHour);

/// <summary>
/// The one place that sends. <c>Sending</c> is committed by the claim before anything is said to a server; every answer
/// becomes the letter's next state or the row's next try. After DATA nothing is repeated without its mark.
/// </summary>
internal sealed class OutboxSweep(
    IOutbox outbox, IMailSender sender, CaseRunner runner, OutboxSettings settings, ILogger<OutboxSweep> logger)
{
    /// <summary>Few at a time: all of them are Sending at once, and a death marks them all as possible duplicates.</summary>
    private const int Limit = 5;

    /// <summary>Longer than a send's total time-out: a lease that ends means that the sender died.</summary>
    private static readonly Duration Lease = Duration.FromMinutes(10);

    private static readonly ImmutableArray<Duration> BackOff =
    [
        Duration.FromMinutes(5), Duration.FromMinutes(15), Duration.FromMinutes(30), Duration.FromHours(1), Duration.FromHours(2), Duration.FromHours(4),
    ];

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // Not to be cancelled half-way: what was claimed and not heard of would be a possible duplicate that never was one.
        var claim = await outbox.ClaimAsync(runner.Now, new OutboxLimits(Limit, settings.FirstLettersPerHour), Lease, CancellationToken.None);
        foreach (var held in claim.Held.Where(h => h.Reason != HoldReason.Fuse))
        {
            await TellHeldAsync(held);
        }

        if (claim.Held.FirstOrDefault(h => h.Reason == HoldReason.Fuse) is { } beyond)
        {
            await BlowAsync(beyond);
        }

        foreach (var damaged in claim.Damaged)
        {
            await Poison.ReportAsync(runner, damaged.Case, damaged.Notice, "open a sealed letter", Poison.Failures, logger);
        }

        foreach (var letter in claim.Letters)
        {
            await SendAsync(letter, cancellationToken);
        }

        return claim.Letters.Length + claim.Held.Length;
    }

    private Task TellHeldAsync(HeldLetter held) => runner.TellLetterAsync(
        held.Case, held.Notice, (_, _) => new TakedownEvent.LetterHeld(Guid.NewGuid(), runner.Now, held.Notice, held.Reason), CancellationToken.None);

    /// <summary>Asks in the case of the first letter that has to wait, then holds everything: a death in between blows the fuse again.</summary>
    private async Task BlowAsync(HeldLetter beyond)
    {
        Log.FuseBlown(logger, settings.FirstLettersPerHour);
        await TellHeldAsync(beyond);
        await outbox.SetHoldAsync(true, string.Create(
            CultureInfo.InvariantCulture, $"fuse: {settings.FirstLettersPerHour} first letters left within an hour"), CancellationToken.None);
    }

    private async Task SendAsync(ClaimedLetter letter, CancellationToken cancellationToken)
    {
        SendResult result;
        try
        {
            result = await sender.SendAsync(new SendTry(letter.Letter, letter.Try, letter.PossibleDuplicate), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await outbox.RetryAsync(letter, runner.Now, doubtful: letter.PossibleDuplicate, CancellationToken.None);
            return;
        }

        Log.LetterTried(logger, letter.Id.ToString("N"), letter.Try, result.GetType().Name);
        await SettleAsync(letter, result);
    }

    private async Task SettleAsync(ClaimedLetter letter, SendResult result)
    {
        switch (result)
        {
            case SendResult.Accepted a:
                await TellAsync(letter, (n, book) => new TakedownEvent.NoticeSent(
                    EventId(letter), runner.Now, n.Id, Trial: false, letter.Try, a.BytesHash, OverdueRule.Deadline(n, runner.Now, book)));
                await outbox.DoneAsync(letter, CancellationToken.None);
                break;
            case SendResult.WrittenToPickup w:
                await TellAsync(letter, (n, _) => new TakedownEvent.NoticeSent(
                    EventId(letter), runner.Now, n.Id, Trial: true, letter.Try, w.BytesHash, Deadline: null));
                await outbox.DoneAsync(letter, CancellationToken.None);
                break;
            case SendResult.Permanent p:
                await TellAsync(letter, (n, _) => new TakedownEvent.SendFailed(EventId(letter), runner.Now, n.Id, p.Code, p.RecipientGone));
                await outbox.DoneAsync(letter, CancellationToken.None);
                break;
            case SendResult.Unknown:
                await outbox.RetryAsync(letter, Later(letter), doubtful: true, CancellationToken.None);
                await TellAsync(letter, (n, _) => new TakedownEvent.SendDoubtful(EventId(letter), runner.Now, n.Id, letter.Try));
                break;
            case SendResult.Temporary:
                await outbox.RetryAsync(letter, Later(letter), doubtful: letter.PossibleDuplicate, CancellationToken.None);
                await ReportAsync(letter);
                break;
            default:
                throw new InvalidOperationException($"No answer for the result {result.GetType().Name}.");
        }
    }

    /// <summary>It is tried on, but a human hears of it: a wrong password or a dead server looks like a busy one.</summary>
    private Task ReportAsync(ClaimedLetter letter) => letter.Notice is { } notice
        ? Poison.ReportAsync(runner, letter.Case, notice, StuckRule.Send, letter.Try, logger)
        : Task.CompletedTask;

    private Instant Later(ClaimedLetter letter) => runner.Now + BackOff[Math.Min(letter.Try, BackOff.Length) - 1];

    private static Guid EventId(ClaimedLetter letter) => DerivedId.From("send", letter.Id.ToString(), letter.Lease.Token.ToString());

    private async Task TellAsync(ClaimedLetter letter, Func<Notice, Core.Rulebook, TakedownEvent> e)
    {
        if (letter.Notice is { } notice)
        {
            await runner.TellLetterAsync(letter.Case, notice, e, CancellationToken.None);
        }
    }
}
