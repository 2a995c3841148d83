using Microsoft.Extensions.DependencyInjection;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Fetching;

/// <summary>
/// Asks the control addresses, at most twice a minute however many looks fail at once: one that answers shows that this
/// machine's own connection works.
/// </summary>
internal sealed class ControlUrls(
    PageFetcher fetcher,
    FetchSettings settings,
    [FromKeyedServices(Clocks.Machine)] TimeProvider machine) : IOwnOutage, IDisposable
{
    public static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private (long At, bool Answer)? _last;

    public async Task<bool?> ControlsAnswerAsync(CancellationToken cancellationToken)
    {
        if (settings.ControlUrls.IsEmpty)
        {
            return null;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || machine.GetElapsedTime(last.At) >= KeepFor)
            {
                var answer = await AskAsync(cancellationToken);
                _last = last = (machine.GetTimestamp(), answer);
            }

            return last.Answer;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var looks = settings.ControlUrls
            .Select(url => fetcher.LookAsync(url, ReadOnlyMemory<byte>.Empty, enough.Token)).ToList();
        var answered = false;
        await foreach (var look in Task.WhenEach(looks))
        {
            // After the first answer the others are cancelled; they are awaited all the same, so that none is left.
            answered |= look.IsCompletedSuccessfully && (await look).Status is < 500;
            if (answered)
            {
                await enough.CancelAsync();
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return answered;
    }
}
