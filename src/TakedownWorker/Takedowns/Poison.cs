using System.Globalization;
using TakedownWorker.Core;
using TakedownWorker.Hosting;

namespace TakedownWorker.Takedowns;

/// <summary>What fails three times in a row becomes a caseworker's task, not a loop.</summary>
internal static class Poison
{
    public const int Failures = 3;

    public static async Task ReportAsync(
        CaseRunner runner, CaseId id, TakedownId takedown, string work, int failures, ILogger logger)
    {
        if (failures != Failures)
        {
            return;
        }

        await TellAsync(logger, takedown.ToString(), async () =>
        {
            var e = new TakedownEvent.WorkFailed(
                DerivedId.From("failed", takedown.ToString(), work, runner.Now.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture)),
                runner.Now, work, failures);
            await runner.TellAsync(id, e, [takedown], CancellationToken.None);
        });
    }

    /// <summary>About a letter: to every takedown in it, at the third failure or when <paramref name="failures"/> says that no try can help.</summary>
    public static Task ReportAsync(CaseRunner runner, CaseId id, NoticeId notice, string work, int failures, ILogger logger) =>
        failures != Failures
            ? Task.CompletedTask
            : TellAsync(logger, notice.ToString(), () => runner.TellLetterAsync(
                id, notice,
                (n, _) => new TakedownEvent.WorkFailed(DerivedId.From("failed", n.Id.ToString(), work, failures.ToString(CultureInfo.InvariantCulture)), runner.Now, work, failures),
                CancellationToken.None));

    private static async Task TellAsync(ILogger logger, string about, Func<Task> tell)
    {
        try
        {
            await tell();
        }
#pragma warning disable CA1031 // A case that cannot even be told that it is stuck: the log is all that is left, and the row is tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.WorkFailed(logger, "poison", about, e.GetType().Name);
        }
    }
}
