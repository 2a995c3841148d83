using System.CommandLine;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Cli;

/// <summary><c>hold all</c> and <c>release</c>: everything that leaves, at once.</summary>
internal static class HoldCommands
{
    public static Command Hold(ICommandServices services)
    {
        var all = new Command("all", "Stops every letter from leaving until 'release'.");
        all.SetAction(async (_, cancellationToken) =>
        {
            await (await services.WithDatabaseAsync<HoldDesk>(cancellationToken)).HoldAsync(cancellationToken);
            await Output.LineAsync("Held: no letter leaves until 'release'.");
            return 0;
        });
        return new Command("hold", "Stops outgoing letters.") { all };
    }

    public static Command Release(ICommandServices services)
    {
        var release = new Command("release", "Letters may leave again.");
        release.SetAction(async (_, cancellationToken) =>
        {
            await (await services.WithDatabaseAsync<HoldDesk>(cancellationToken)).ReleaseAsync(cancellationToken);
            await Output.LineAsync("Released. Letters whose look is older than an hour are looked at again first.");
            return 0;
        });
        return release;
    }
}
