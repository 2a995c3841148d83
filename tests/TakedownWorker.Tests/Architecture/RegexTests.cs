using System.Reflection;
using System.Text.RegularExpressions;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Architecture;

/// <summary>No input may hold a regular expression up: each is compiled with a time-out or cannot backtrack.</summary>
public sealed partial class RegexTests
{
    private const BindingFlags Anywhere = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[] Methods = ["Match(", "Matches(", "Replace(", "Split(", "Count(", "EnumerateMatches(", "EnumerateSplits("];

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    /// <summary>Beginnings, middles by the hundred thousand, ends: what makes patterns with two ways to match take both.</summary>
    private static readonly string[] Nasty =
    [
        new('a', 200_000), new(' ', 200_000), new('{', 200_000), new('<', 200_000), string.Concat(Enumerable.Repeat("{{", 100_000)),
        string.Concat(Enumerable.Repeat("< ", 100_000)) + "!", string.Concat(Enumerable.Repeat("utm_a", 50_000)), "<" + new string(' ', 200_000) + "x",
        string.Concat(Enumerable.Repeat("utm_", 50_000)) + "!", "url" + new string(' ', 200_000) + "!", string.Concat(Enumerable.Repeat("a-", 100_000)), new string('A', 200_000) + "-",
    ];

    [Fact]
    public void Every_regular_expression_has_a_time_limit_or_cannot_backtrack()
    {
        var all = Of(typeof(Program).Assembly.GetTypes()).ToList();
        Assert.NotEmpty(all);
        Assert.Empty(Unbounded(all));
    }

    [Fact]
    public void A_planted_one_without_a_limit_is_reported() =>
        Assert.Equal([nameof(Planted)], Unbounded(Of([typeof(RegexTests)])));

    [Fact]
    public void Regular_expressions_are_made_in_one_way_only() => Expect.None(MadeOtherwise(Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src", "TakedownWorker"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
        .Select(f => (Path.GetFileName(f), File.ReadAllText(f)))));

    [Theory]
    [InlineData("var r = new Regex(\"a\");")]
    [InlineData("if (Regex.IsMatch(text, pattern))")]
    [InlineData("return Regex.Replace(text, \"(a+)+$\", \"\");")]
    public void A_planted_one_made_otherwise_is_reported(string line) =>
        Assert.Single(MadeOtherwise([("Planted.cs", line)]));

    [Fact]
    public void No_input_holds_one_up()
    {
        foreach (var (name, regex) in Of(typeof(Program).Assembly.GetTypes()))
        {
            foreach (var text in Nasty)
            {
                var began = TimeProvider.System.GetTimestamp();
                try
                {
                    _ = regex.Count(text);
                }
                catch (RegexMatchTimeoutException)
                {
                    // The limit did its work.
                }

                Assert.True(TimeProvider.System.GetElapsedTime(began) < Soon, name);
            }
        }
    }

    private static IEnumerable<string> Unbounded(IEnumerable<(string Name, Regex Regex)> all) => all
        .Where(r => r.Regex.MatchTimeout == Regex.InfiniteMatchTimeout && !r.Regex.Options.HasFlag(RegexOptions.NonBacktracking))
        .Select(r => r.Name);

    /// <summary>Every method that the compiler fills in from an attribute.</summary>
    private static IEnumerable<(string Name, Regex Regex)> Of(IEnumerable<Type> types) => types
        .SelectMany(t => t.GetMethods(Anywhere))
        .Where(m => m.GetCustomAttribute<GeneratedRegexAttribute>() is not null)
        .Select(m => (m.Name, (Regex)m.Invoke(null, null)!));

    private static IEnumerable<string> MadeOtherwise(IEnumerable<(string Name, string Text)> files) =>
        from file in files
        from line in file.Text.Split('\n')
        where line.Contains("new Regex(", StringComparison.Ordinal) || line.Contains("Regex.Is", StringComparison.Ordinal)
            || Methods.Any(m => line.Contains(" Regex." + m, StringComparison.Ordinal))
        select $"{file.Name}: {line.Trim()}";

#pragma warning disable MA0009 // planted: what the analyzer catches by default, and the test where it is switched off
    [GeneratedRegex("(a+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Planted();
#pragma warning restore MA0009
}
