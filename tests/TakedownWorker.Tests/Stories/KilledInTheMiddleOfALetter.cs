using System.Globalization;
using System.Text.Json;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Stories;

/// <summary>
/// A mail server that kills the worker's process at a chosen moment of the first letter: the built program, real sockets,
/// SIGKILL. It starts again on the same file; the letter must arrive, and every copy after the first carries the mark.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KilledInTheMiddleOfALetter : IDisposable
{
    private const string Marked = "possible-duplicate; try=2";

    private readonly string folder = Directory.CreateTempSubdirectory("takedown-killed-").FullName;
    private BuiltProgram? worker;
    private int killed;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Right_after_the_250_the_letter_is_not_lost_and_a_second_copy_says_that_it_is_one()
    {
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Accepted = letter => KillOnce(letter.Recipients[0]) });
        var copies = await LiveAsync(server, atLeast: 1);
        Assert.Null(copies[0]);
        Assert.All(copies.Skip(1), mark => Assert.Equal(Marked, mark));
    }

    [Theory]
    [InlineData("MAIL", 1)]
    [InlineData("DATA", 1)]
    [InlineData(".", 2)]
    public async Task Before_the_answer_to_a_command_the_next_copy_is_marked_whether_or_not_the_server_kept_the_first(string verb, int expected)
    {
        string? killedAt = null;
        await using var server = ScriptedSmtpServer.Start(new SmtpScript
        {
            Answer = command =>
            {
                if (!command.StartsWith(verb, StringComparison.Ordinal) || killedAt is not null)
                {
                    return null;
                }

                KillOnce(killedAt = "desk@board.test");
                return SmtpScript.Silence;
            },
        });
        var copies = await LiveAsync(server, expected);
        Assert.Equal(expected, copies.Count);
        Assert.Equal(Marked, copies[^1]);
    }

    [Fact]
    public async Task A_stop_while_the_server_thinks_about_a_letter_ends_in_time_and_leaves_it_in_doubt()
    {
        var thinking = new TaskCompletionSource();
        await using var server = ScriptedSmtpServer.Start(new SmtpScript { Answer = command => command == "." && thinking.TrySetResult() ? SmtpScript.Silence : null });
        await using var hosts = await ScriptedHosts.StartAsync("board.test");
        var settings = await ReportAsync(hosts, server.Port);
        await using (worker = BuiltProgram.Start(folder, settings, "run"))
        {
            await thinking.Task.WaitAsync(TimeSpan.FromMinutes(1), Token);
            var took = await worker.StopAsync("TERM", Token);
            Assert.Equal(0, worker.ExitCode);
            Assert.True(took < TimeSpan.FromSeconds(8), $"took {took}");
        }

        Assert.Equal("doubtful", await StateAsync(settings));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>One address is reported; the worker runs, is killed, runs again until the letter is called sent.</summary>
    /// <returns>The marks of all copies of the letter that the server kept, in order; null: unmarked.</returns>
    private async Task<IReadOnlyList<string?>> LiveAsync(ScriptedSmtpServer server, int atLeast)
    {
        await using var hosts = await ScriptedHosts.StartAsync("board.test");
        var settings = await ReportAsync(hosts, server.Port);
        await using (worker = BuiltProgram.Start(folder, settings, "run"))
        {
            await worker.EndAsync(Token);
            Assert.Equal(1, killed);
        }

        await using (worker = BuiltProgram.Start(folder, settings, "run"))
        {
            await worker.UntilAsync(() => Copies(server).Count() >= atLeast, "the letter arrives", Token);
            for (var state = ""; state != "sent"; state = await StateAsync(settings))
            {
                await worker.UntilAsync(() => true, "the letter is called sent", Token);
            }

            await worker.StopAsync("TERM", Token);
        }

        await RunAsync(settings, "evidence", "verify");
        return [.. Copies(server)];
    }

    private async Task<Dictionary<string, string>> ReportAsync(ScriptedHosts hosts, int mailPort)
    {
        var page = hosts["board.test"].On("/post/1", Answers.Page("<html><body><p>Harmless text that stands for a post.</p></body></html>"));
        var settings = Settings(hosts, mailPort);
        await RunAsync(settings, "case", "open", page.NamedUrl("/post/1"), "--adult", "yes", "--under18", "no", "--authority-by", "the person",
            "--authority-date", "2026-01-02", "--seen-by", "desk", "--seen-on", "2026-01-02");
        return settings;
    }

    private static IEnumerable<string?> Copies(ScriptedSmtpServer server) => server.Letters
        .Where(l => l.Recipients.Contains("desk@board.test"))
        .Select(l => l.Message().Headers["Takedown-Repeat"]);

    private void KillOnce(string recipient)
    {
        if (recipient == "desk@board.test" && Interlocked.Increment(ref killed) == 1)
        {
            worker!.Kill();
        }
    }

    private async Task<string> StateAsync(Dictionary<string, string> settings)
    {
        var listed = await RunAsync(settings, "case", "list", "--json");
        using var cases = JsonDocument.Parse(listed.First(l => l.StartsWith('[')));
        var shown = await RunAsync(settings, "case", "show", cases.RootElement[0].GetProperty("ref").GetString()!, "--json");
        using var view = JsonDocument.Parse(shown.First(l => l.StartsWith('{')));
        return view.RootElement.GetProperty("notices")[0].GetProperty("state").GetString()!;
    }

    /// <summary>A command that must end with 0; what it said.</summary>
    private async Task<IReadOnlyList<string>> RunAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        await using var command = BuiltProgram.Start(folder, settings, arguments);
        await command.EndAsync(Token);
        Assert.True(command.ExitCode == 0, string.Join('\n', command.Lines));
        return [.. command.Lines];
    }

    private Dictionary<string, string> Settings(ScriptedHosts hosts, int mailPort)
    {
        var directory = Directory.CreateDirectory(Path.Combine(folder, "directory")).FullName;
        var policies = Directory.CreateDirectory(Path.Combine(folder, "policies")).FullName;
        File.WriteAllText(Path.Combine(directory, "board.yaml"), Board);
        var shipped = File.ReadAllText(Path.Combine(Repository.Root, "src", "TakedownWorker", "Policies", "default.yaml"));
        File.WriteAllText(Path.Combine(policies, "default.yaml"), shipped.Replace("collectionWindow: PT10M", "collectionWindow: PT1S", StringComparison.Ordinal));
        var settings = new Dictionary<string, string>
        {
            ["Organisation__From"] = "takedown@helpline.test", ["Organisation__Name"] = "Story",
            ["Mail__Outgoing__Mode"] = "Smtp", ["Mail__Outgoing__Host"] = "127.0.0.1",
            ["Mail__Outgoing__Port"] = mailPort.ToString(CultureInfo.InvariantCulture), ["Mail__Outgoing__Security"] = "None",
            ["Monitoring__PerHostGap"] = "PT0S", ["Monitoring__AllowedPrivateNetworks__0"] = "127.0.0.0/8",
            ["Contacts__DirectoryFolders__0"] = directory, ["Policies__Folder"] = policies,
        };
        foreach (var job in new[] { "Looks", "WakeUps", "Outbox", "RouteLookUps" })
        {
            settings["Jobs__" + job] = "PT0.2S";
        }

        foreach (var (basis, n) in new[] { ("us-take-it-down", 0), ("generic-aup", 1) })
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"LegalBases__Reviews__{n}__");
            (settings[key + "Basis"], settings[key + "By"], settings[key + "On"]) = (basis, "test", "2026-01-01");
        }

        foreach (var (name, address) in hosts.HostMap)
        {
            settings["Monitoring__HostMap__" + name] = address.ToString();
        }

        return settings;
    }

    private const string Board = """
        id: board
        name: Board
        kind: platform
        role: site-operator
        domains: [board.test]
        routes:
          - channel: email
            address: desk@board.test
            trust: verified
        source: made up for the test
        checked: 2026-01-01
        """;
}
