using System.Text.Json;
using System.Text.RegularExpressions;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Tests.Hosting;

/// <summary>The file that comes with the program says every key, its default and what it is for.</summary>
public sealed partial class AppsettingsTests
{
    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    [Fact]
    public void Every_default_in_the_file_is_the_default_in_the_program()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var program = JsonSerializer.Serialize(new TakedownOptions(), Enums);
        using var defaults = JsonDocument.Parse(program);
        Assert.True(
            JsonElement.DeepEquals(defaults.RootElement, file.RootElement.GetProperty(TakedownOptions.Section)),
            "The program's defaults, to compare: " + program);
    }

    [Fact]
    public void Every_key_has_a_comment() => Assert.Empty(WithoutComment(File.ReadAllLines(Path)));

    [Fact]
    public void A_planted_key_without_comment_is_found() =>
        Assert.Equal(["Planted"], WithoutComment(["{", "  \"Takedown\": {", "    // why", "    \"Known\": 1,", "    \"Planted\": 1", "  }", "}"]));

    [Theory]
    [InlineData(typeof(CaseworkerOptions))]
    [InlineData(typeof(BasisReviewOptions))]
    [InlineData(typeof(VantageOptions))]
    public void The_keys_of_list_entries_are_named_in_a_comment(Type entry)
    {
        var comments = string.Join('\n', File.ReadLines(Path).Where(l => l.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        Assert.All(entry.GetProperties(), p => Assert.Contains($"\"{p.Name}\"", comments, StringComparison.Ordinal));
    }

    private static readonly JsonSerializerOptions Enums = new() { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private static IEnumerable<string> WithoutComment(string[] lines) =>
        from pair in lines.Zip(lines.Skip(1))
        let key = KeyLine().Match(pair.Second)
        where key.Success && key.Groups["key"].Value != TakedownOptions.Section && !pair.First.TrimStart().StartsWith("//", StringComparison.Ordinal)
        select key.Groups["key"].Value;

    [GeneratedRegex("^\\s*\"(?<key>[^\"]+)\":", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyLine();
}
