namespace TakedownWorker.Mail;

/// <summary>
/// The token for one letter. A stop before DATA stops at once; after it the letter may be out whatever we do, so it gets a
/// bounded time to end. The whole letter has a limit as well.
/// </summary>
internal sealed class StopBeforeData : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly CancellationTokenRegistration registration;

    public StopBeforeData(DataWatch watch, MailLimits limits, TimeProvider machine, CancellationToken stop)
    {
        source = new CancellationTokenSource(limits.Letter, machine);
        registration = stop.Register(() =>
        {
            if (watch.DataBegan)
            {
                source.CancelAfter(limits.AfterStop);
            }
            else
            {
                source.Cancel();
            }
        });
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        registration.Dispose();
        source.Dispose();
    }
}
