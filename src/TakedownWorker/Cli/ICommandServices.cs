using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Cli;

/// <summary>One look without storing, as the command prints it.</summary>
internal sealed record CheckedLine(string Json, string Text);

/// <summary>
/// What commands use, built when first asked for. Commands that need no database get none; the program supplies this, so
/// that this folder knows no other shell folder.
/// </summary>
internal interface ICommandServices
{
    /// <exception cref="CommandException">The configuration is faulty: one message lists every fault.</exception>
    TakedownOptions Options { get; }

    /// <summary>A service that needs no database.</summary>
    /// <exception cref="CommandException">Configuration or packs are faulty.</exception>
    T Get<T>()
        where T : notnull;

    /// <summary>A service over the prepared database.</summary>
    /// <exception cref="CommandException">Configuration, packs, database or key are faulty.</exception>
    Task<T> WithDatabaseAsync<T>(CancellationToken cancellationToken)
        where T : notnull;

    IAsyncEnumerable<CheckedLine> CheckAsync(IEnumerable<string> urls, CancellationToken cancellationToken);

    Task<int> RunServiceAsync(CancellationToken cancellationToken);

    Task<int> RunDemoAsync(string folder, TextWriter output, CancellationToken cancellationToken);
}

/// <summary>A command failed: one line that says what is wrong and the cure. Exit code 1, or 2 for a wrong call.</summary>
internal sealed class CommandException(string message, bool wrongUsage = false) : Exception(message)
{
    public int ExitCode => wrongUsage ? 2 : 1;
}
