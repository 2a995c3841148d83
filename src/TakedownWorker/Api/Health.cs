using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Api;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the database does too; held mail and an outage of ours are
/// said, but make nobody restart a worker that waits rightly.
/// </summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (IOutbox outbox, OutageWatch outages, CancellationToken cancellationToken) =>
        {
            try
            {
                var (held, _) = await outbox.GetHoldAsync(cancellationToken);
                return Results.Text("ready" + (held ? ", outgoing mail held" : "") + string.Concat(outages.Now.Keys.Order(StringComparer.Ordinal).Select(v => $", own outage at {v}")));
            }
#pragma warning disable CA1031 // Whatever is wrong with the database, the answer is "not ready"; the cause is in the log of who uses it.
            catch (Exception)
#pragma warning restore CA1031
            {
                return Results.Text("not ready: the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
