using System.CommandLine;
using System.CommandLine.Parsing;

namespace TakedownWorker.Cli;

/// <summary>
/// The command line of DESIGN 6.1. Parsed before anything is built; stdout carries results only; exit codes: 0 done,
/// 1 failed with one line on stderr, 2 wrong usage.
/// </summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    public static async Task<int> InvokeAsync(string[] args, ICommandServices services)
    {
        var parsed = Root(services).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync(string.Join(' ', parsed.Errors.Select(e => e.Message)) + " See --help.");
            return WrongUsage;
        }

        var configuration = new InvocationConfiguration
        {
            // Its own time-out would kill the service two seconds after SIGTERM; commands stop by their token.
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        using var signals = new StopSignals();
        try
        {
            return await parsed.InvokeAsync(configuration, signals.Token);
        }
        catch (CommandException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped. What was finished before is kept.");
            return Failed;
        }
        catch (IOException e)
        {
            return await AfterAsync(e);
        }
    }

    /// <summary>A reader that had enough (| head -1) is no fault; anything else is.</summary>
    private static async Task<int> AfterAsync(IOException e)
    {
        if (e.HResult is 32 or -2147024787 || e.Message.Contains("Broken pipe", StringComparison.Ordinal))
        {
            return 0;
        }

        await Console.Error.WriteLineAsync($"Reading or writing failed ({e.GetType().Name}). Check the disk and where the output goes.");
        return Failed;
    }

    private static RootCommand Root(ICommandServices services)
    {
        var root = new RootCommand("Takedown: watches reported addresses, writes removal notices, reads silence, escalates.")
        {
            ServiceCommands.Run(services),
            ServiceCommands.Demo(services),
            ServiceCommands.Doctor(services),
            ServiceCommands.Db(services),
            CheckCommand.Create(services),
            ContactsCommand.Create(services),
            NoticeCommands.Create(services),
            PolicyCommands.Create(services),
            CaseCommands.Create(services),
            UrlCommands.Create(services),
            TaskCommands.Create(services),
            HoldCommands.Hold(services),
            HoldCommands.Release(services),
            EvidenceCommands.Create(services),
        };
        root.SetAction((_, cancellationToken) => services.RunServiceAsync(cancellationToken));
        return root;
    }
}
