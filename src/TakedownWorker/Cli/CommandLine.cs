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
            await SayAsync(string.Join(' ', parsed.Errors.Select(e => Discreet(e.Message))) + " See --help.");
            return WrongUsage;
        }

        // Its own time-out would kill the service two seconds after SIGTERM; commands stop by their token.
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
        using var signals = new StopSignals();
        try
        {
            return await parsed.InvokeAsync(configuration, signals.Token);
        }
        catch (CommandException e)
        {
            await SayAsync(e.Message);
            return e.ExitCode;
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            await SayAsync("Stopped. What was finished before is kept.");
            return Failed;
        }
        catch (IOException e)
        {
            return await AfterAsync(e);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or InvalidProgramException))
        {
            // Its message may hold anything, so only its type and place are said.
            await SayAsync($"An unexpected fault ({e.GetType().Name} in {e.TargetSite?.DeclaringType?.Name}). Try again; run 'doctor' to see whether the database answers.");
            return Failed;
        }
    }

    /// <summary>Everything that fails is said here, in one form.</summary>
    private static Task SayAsync(string message) => Console.Error.WriteLineAsync("takedown: " + message);

    /// <summary>The parser quotes what it did not understand: an address or URL is not repeated.</summary>
    private static string Discreet(string message) => string.Join('\'', string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Split('\'').Select((part, i) =>
        i % 2 == 1 && (part.Contains("://", StringComparison.Ordinal) || part.Contains('@', StringComparison.Ordinal)) ? "..." : part));

    /// <summary>A reader that had enough (| head -1) is no fault; anything else is.</summary>
    private static async Task<int> AfterAsync(IOException e)
    {
        if (e.HResult is 32 or -2147024787 || e.Message.Contains("Broken pipe", StringComparison.Ordinal))
        {
            return 0;
        }

        await SayAsync($"Reading or writing failed ({e.GetType().Name}). Check the disk and where the output goes.");
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
            HostCommands.Create(services),
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
