using System.Data.Common;
using System.Globalization;

namespace TakedownWorker.Storage;

/// <summary>One statement in its own transaction; again when the database ended it to resolve a deadlock.</summary>
internal static class DatabaseWrites
{
    private const int Tries = 3;

    /// <returns>Rows changed.</returns>
    public static Task<int> WriteAsync(this Database database, Func<WriteScope, DbCommand> command, CancellationToken cancellationToken) =>
        RunAsync(database, s => command(s).ExecuteAsync(cancellationToken), cancellationToken);

    /// <returns>The number that the statement returned; 0 when it changed no row.</returns>
    public static Task<int> WriteScalarAsync(this Database database, Func<WriteScope, DbCommand> command, CancellationToken cancellationToken) =>
        RunAsync(
            database,
            async s => Convert.ToInt32(await command(s).ScalarAsync(cancellationToken) ?? 0, CultureInfo.InvariantCulture),
            cancellationToken);

    private static async Task<int> RunAsync(Database database, Func<WriteScope, Task<int>> write, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var scope = await database.BeginWriteAsync(cancellationToken);
                var result = await write(scope);
                await scope.CommitAsync(cancellationToken);
                return result;
            }
            catch (Exception e) when (attempt < Tries && database.IsDeadlock(e))
            {
                // The other transaction has ended: go again.
            }
        }
    }
}
