using System.CommandLine;

namespace TakedownWorker.Cli;

/// <summary><c>check URL...</c> or <c>check --from FILE</c>: one look, nothing stored.</summary>
internal static class CheckCommand
{
    public static Command Create(ICommandServices services)
    {
        var urls = new Argument<string[]>("URL") { Description = "Addresses to look at.", Arity = ArgumentArity.ZeroOrMore };
        var from = new Option<string?>("--from") { Description = "File with one address a line ('-' for standard input)." };
        var json = new Option<bool>("--json") { Description = "One JSON line per address, in input order." };
        var check = new Command("check", "Looks once and says what it means. Stores nothing.") { urls, from, json };
        check.SetAction(async (parsed, cancellationToken) =>
        {
            var given = parsed.GetValue(urls) ?? [];
            var file = parsed.GetValue(from);
            if (given.Length == 0 == file is null)
            {
                throw new CommandException("Give addresses, or a file with --from: one of the two. See check --help.", wrongUsage: true);
            }

            var inputs = file is null ? given : Lines(file);
            if (!inputs.Any(l => !string.IsNullOrWhiteSpace(l)))
            {
                throw new CommandException("There is no address to look at. Give one address a line.");
            }

            await foreach (var line in services.CheckAsync(inputs, cancellationToken))
            {
                await Output.LineAsync(parsed.GetValue(json) ? line.Json : line.Text);
            }

            return 0;
        });
        return check;
    }

    private static string[] Lines(string file)
    {
        try
        {
            return file == "-" ? [.. Console.In.ReadToEnd().Split('\n').Select(l => l.TrimEnd('\r'))] : File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The file '{file}' cannot be read ({e.GetType().Name}). Check its name and permissions.");
        }
    }
}
