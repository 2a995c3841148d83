using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Api;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the database does too.</summary>
internal static class Health
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (IOutbox outbox, CancellationToken cancellationToken) =>
        {
            try
            {
                var (held, _) = await outbox.GetHoldAsync(cancellationToken);
                return Results.Text(held ? "ready, outgoing mail held" : "ready");
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
