using System.Diagnostics;
using NJsonSchema;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Cli;

/// <summary>stdout is a contract: the built program, each --json command, against its published schema.</summary>
public sealed class JsonContractTests : IDisposable
{
    private const string Row = "https://board.example/post/1,c1,yes,no,person,2026-11-01,desk,2026-11-20";
    private readonly string folder = Directory.CreateTempSubdirectory("takedown-json-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_json_command_keeps_to_its_schema()
    {
        var csv = Path.Combine(folder, "in.csv");
        await File.WriteAllTextAsync(csv, $"url,case,adult,under18,authority_by,authority_date,seen_by,seen_on\n{Row}\nnonsense,c2,,,,,,\n", Token);
        await ConformsAsync("case-import", 1, "case", "import", csv, "--json");
        await ConformsAsync("case-list", 0, "case", "list", "--json");
        await ConformsAsync("task-list", 0, "task", "list", "--json");
        await ConformsAsync("evidence-verify", 0, "evidence", "verify", "--json");
        await ConformsAsync("policy-simulate", 0, "policy", "simulate", "--weeks", "1", "--json");
        await ConformsAsync("contacts", 0, "contacts", "https://board.example/post/1", "--json");
        await ConformsAsync("notice-preview", 0, "notice", "preview", "--url", "https://board.example/post/1", "--specimen", "--json");
        await ConformsAsync("check", 0, "check", "http://127.0.0.1/x", "not an address", "--json");
        await ConformsAsync("hosts", 0, "hosts", "--json");
        await ConformsAsync("doctor", 1, "doctor", "--json");
        var (_, reference, _) = await RunAsync("case", "open", "https://other.example/2", "--adult", "unknown");
        Assert.Matches("^TD-[0-9A-HJKMNP-TV-Z]{6}\n$", reference);
        await ConformsAsync("case-show", 0, "case", "show", reference.Trim(), "--json");
        await ConformsAsync("case-summary", 0, "case", "summary", reference.Trim(), "--json");
        await ConformsAsync("task-show", 0, "task", "show", await TaskOfAsync(reference.Trim()), "--json");
    }

    [Fact]
    public async Task A_quarantined_case_keeps_to_its_schemas_and_shows_addresses_to_the_hotline_only()
    {
        var (_, reference, _) = await RunAsync("case", "open", "https://other.example/secret", "--adult", "yes", "--under18", "yes");
        string[] show = ["case", "show", reference.Trim()];
        await ConformsAsync("case-show", 0, [.. show, "--json"]);
        await ConformsAsync("case-hotline", 0, [.. show, "--hotline", "--json"]);
        Assert.DoesNotContain("secret", (await RunAsync([.. show, "--json"])).Output + (await RunAsync(show)).Output, StringComparison.Ordinal);
        Assert.StartsWith("https://other.example/secret\t20", (await RunAsync([.. show, "--hotline"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_missing_is_recorded_under_the_names_of_case_open()
    {
        var (_, reference, _) = await RunAsync("case", "open", "https://other.example/2");
        var (code, _, error) = await RunAsync(
            "case", "record", reference.Trim(), "--adult", "yes", "--country", "gb-sct", "--severity", "high", "--owns-copyright", "yes",
            "--consent-to-name", "no", "--person-name", "A. B.", "--material", "words", "--authority-by", "person", "--authority-date", "2026-11-01");
        Assert.True(code == 0, error);
    }

    [Fact]
    public async Task The_preview_of_a_case_keeps_to_the_schema_and_names_what_is_missing()
    {
        var (_, reference, _) = await RunAsync("case", "open", "https://other.example/3", "--adult", "unknown");
        await ConformsAsync("notice-preview", 1, "notice", "preview", reference.Trim(), "--json");
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(2, "notice", "preview")]
    [InlineData(2, "notice", "preview", "TD-000000", "--url", "https://a.example/1")]
    [InlineData(2, "notice", "preview", "TD-000000", "--basis", "generic-aup")]
    [InlineData(1, "notice", "preview", "TD-000000")]
    [InlineData(2, "nonsense")]
    [InlineData(2, "check")]
    [InlineData(1, "check", "--from", "missing.txt")]
    [InlineData(2, "policy", "simulate", "--weeks", "0")]
    [InlineData(2, "policy", "simulate", "--weeks", "many")]
    [InlineData(1, "policy", "simulate", "--policy", "none")]
    [InlineData(2, "case", "open")]
    [InlineData(1, "case", "open", "https://a.example/1", "--country", "UK")]
    [InlineData(1, "case", "open", "https://a.example/1", "--caseworker", "nobody@a.example")]
    [InlineData(1, "case", "open", "https://a.example/1", "--policy", "none")]
    [InlineData(1, "case", "open", "https://a.example/1", "--adult", "perhaps")]
    [InlineData(1, "case", "open", "nonsense")]
    [InlineData(1, "case", "show", "TD-000000")]
    [InlineData(1, "case", "show", "TD-00000O")]
    [InlineData(1, "case", "show", "TD-000000", "--hotline")]
    [InlineData(2, "case", "show", "TD-000000", "https://a.example/1")]
    [InlineData(1, "case", "summary", "x")]
    [InlineData(1, "case", "pause", "TD-000000")]
    [InlineData(1, "case", "resume", "x")]
    [InlineData(1, "case", "close", "TD-000000", "--as", "duplicate")]
    [InlineData(2, "case", "close", "TD-000000", "--as", "done")]
    [InlineData(1, "case", "erase", "TD-000000", "--yes")]
    [InlineData(2, "case", "record", "TD-000000")]
    [InlineData(1, "case", "record", "TD-000000", "--adult", "yes")]
    [InlineData(1, "case", "recheck", "TD-000000")]
    [InlineData(1, "case", "import", "missing.csv")]
    [InlineData(1, "case", "import", "..")]
    [InlineData(1, "url", "add", "TD-000000", "https://a.example/1")]
    [InlineData(1, "url", "add", "TD-000000", "nonsense")]
    [InlineData(1, "task", "list", "--case", "x")]
    [InlineData(1, "task", "show", "x")]
    [InlineData(1, "task", "approve", "x")]
    [InlineData(1, "task", "reject", "00000000000000000000000000000000")]
    [InlineData(1, "task", "done", "x")]
    [InlineData(2, "task", "done", "x", "--answer", "perhaps")]
    [InlineData(2, "task", "done", "x", "--answer", "live", "--route", "a@b.example")]
    [InlineData(1, "task", "done", "x", "--route", "ftp://a.example")]
    [InlineData(1, "notice", "withdraw", "x")]
    [InlineData(1, "evidence", "verify", "x")]
    [InlineData(1, "contacts", "nonsense")]
    public async Task A_wrong_call_says_so_in_one_line_on_stderr_and_nothing_on_stdout(int expected, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal(expected, code);
        Assert.Matches("^takedown: [^\n]+\n$", error);
        Assert.DoesNotContain("(Parameter", error, StringComparison.Ordinal);
        Assert.DoesNotContain("a.example", error, StringComparison.Ordinal);
        Assert.Equal("", output);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_made_is_named_by_its_key()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "data"), "", Token);
        var (code, _, error) = await RunAsync("case", "list");
        Assert.Equal(1, code);
        Assert.StartsWith("takedown: Takedown:DataDirectory", error, StringComparison.Ordinal);
    }

    private async Task<string> TaskOfAsync(string reference)
    {
        using var tasks = System.Text.Json.JsonDocument.Parse((await RunAsync("task", "list", "--case", reference, "--json")).Output);
        return tasks.RootElement[0].GetProperty("id").GetString()!;
    }

    private async Task ConformsAsync(string schema, int code, params string[] arguments)
    {
        var (exit, output, error) = await RunAsync(arguments);
        Assert.True(exit == code, $"{string.Join(' ', arguments)} ended with {exit}: {error}");
        var contract = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "schemas", schema + ".schema.json"), Token);
        var documents = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(documents);
        Assert.All(documents, d => Assert.Empty(contract.Validate(d)));
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "TakedownWorker"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["Takedown__DataDirectory"] = Path.Combine(folder, "data");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, await output, await error);
    }
}
