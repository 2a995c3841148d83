using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using TakedownWorker.Core.Contacts;
using TakedownWorker.Takedowns;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Cli;

/// <summary><c>hosts</c>: how each party behaves, and profiles to share with other helplines.</summary>
internal static class HostCommands
{
    public static Command Create(ICommandServices services)
    {
        var json = new Option<bool>("--json") { Description = "As JSON." };
        var export = new Option<string?>("--export") { Description = "Writes the profiles that may be named to this file: no case data is in it." };
        var import = new Option<string?>("--import") { Description = "Reads profiles that another helpline exported; they are shown beside our own and decide nothing." };
        var hosts = new Command("hosts", "How each host behaves: notices, share answered, hours to removal, returns, known ignorers.") { json, export, import };
        hosts.Validators.Add(given =>
        {
            if (given.GetValue(export) is not null && given.GetValue(import) is not null)
            {
                given.AddError("Give either --export or --import.");
            }
        });
        hosts.SetAction(async (parsed, cancellationToken) =>
        {
            var profiles = await services.WithDatabaseAsync<IHostProfiles>(cancellationToken);
            await (parsed.GetValue(import) is { } from ? ImportAsync(profiles, from, cancellationToken)
                : parsed.GetValue(export) is { } to ? ExportAsync(profiles, to, cancellationToken)
                : ShowAsync(profiles, parsed.GetValue(json), cancellationToken));
            return 0;
        });
        return hosts;
    }

    private static async Task ShowAsync(IHostProfiles profiles, bool json, CancellationToken cancellationToken)
    {
        var (ours, shared) = (await profiles.ListAsync(cancellationToken), await profiles.ImportedAsync(cancellationToken));
        if (json)
        {
            await Output.JsonAsync(new HostList(ours, shared));
            return;
        }

        await Output.LineAsync($"{"party",-32} {"role",-17} {"notices",7} {"answered",8} {"removed",7} {"median h",8} {"90% h",7} {"back",4}");
        foreach (var p in ours.Concat(shared.Select(s => s with { Party = s.Party + " (shared)" })))
        {
            await Output.LineAsync(Line(p));
        }
    }

    private static string Line(HostProfile p) => string.Create(
        CultureInfo.InvariantCulture,
        $"{p.Party ?? "(in fewer than 3 cases)",-32} {p.Role,-17} {p.Notices,7} {p.ShareAnswered,8:P0} {p.Removals,7} {p.MedianHours,8:0.0} {p.P90Hours,7:0.0} {p.Returns,4}{(p.Ignores ? "  ignores" : "")}");

    private static async Task ExportAsync(IHostProfiles profiles, string file, CancellationToken cancellationToken)
    {
        var named = (await profiles.ListAsync(cancellationToken)).Where(p => p.Party is not null).ToImmutableArray();
        try
        {
            await File.WriteAllTextAsync(file, CoreJson.Text(new SharedHosts(SharedHosts.Current, named)) + "\n", cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{file}' cannot be written. Give a file in a folder that exists and that you may write to.");
        }

        await Output.LineAsync($"{named.Length} profiles written.");
    }

    private static async Task ImportAsync(IHostProfiles profiles, string file, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(file, cancellationToken);
        await profiles.ImportAsync(read, cancellationToken);
        await Output.LineAsync($"{read.Length} profiles read.");
    }

    private static async Task<ImmutableArray<HostProfile>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var read = CoreJson.Read<SharedHosts>(await File.ReadAllTextAsync(file, cancellationToken));
            return read.Fault() is { } fault ? throw new CommandException($"'{file}': {fault}") : read.Profiles;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"'{file}' cannot be read. Give a file that 'hosts --export' wrote.");
        }
        catch (JsonException)
        {
            throw new CommandException($"'{file}' is no export of host profiles. Give a file that 'hosts --export' wrote.");
        }
    }
}
