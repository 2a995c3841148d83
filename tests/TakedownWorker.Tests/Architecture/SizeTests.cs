using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Architecture;

/// <summary>A ratchet: files stay under 200 lines and members under 40. Those that do not are named, may shrink, never grow.</summary>
public sealed class SizeTests
{
    private const int FileLimit = 200;
    private const int MemberLimit = 40;

    private static readonly Dictionary<string, int> LongFiles = new()
    {
        ["Packs/YamlMap.cs"] = 240, // reads every kind of YAML value with its line: one idea
    };

    /// <summary>The longest member of the file.</summary>
    private static readonly Dictionary<string, int> LongMembers = new()
    {
        ["Core/Intake/ImportMapping.cs"] = 47, // one check a column
        ["Core/Monitoring/ContentRule.cs"] = 44, // what a gone look may lead to, in order
        ["Intake/ImportReader.cs"] = 46, // one pass that keeps the good rows beside every fault
        ["Packs/TextLayout.cs"] = 41, // one case a kind of block
        ["Storage/ChainCheck.cs"] = 53, // one forgery a step, in the order of the chain
        ["Storage/PostgresStatements.cs"] = 62, // SQL as data
        ["Storage/SqliteStatements.cs"] = 67, // SQL as data
        ["Storage/TakedownDb.cs"] = 51, // tables as data
    };

    [Fact]
    public void Files_stay_short() => Expect.None(Files()
        .Where(f => f.Lines.Length > LongFiles.GetValueOrDefault(f.Name, FileLimit))
        .Select(f => $"{f.Name} has {f.Lines.Length} lines"));

    [Fact]
    public void Members_stay_short() => Expect.None(
        from file in Files()
        from member in Members(file.Lines, 4)
        where member.Lines > LongMembers.GetValueOrDefault(file.Name, MemberLimit)
        select $"{file.Name}: {member.Lines} lines: {member.Head}");

    [Fact]
    public void No_exception_outlives_its_file() =>
        Assert.DoesNotContain(LongFiles.Keys, k => !Files().Any(f => f.Name == k && f.Lines.Length > FileLimit));

    [Fact]
    public void A_planted_long_method_is_measured_also_in_a_nested_type()
    {
        string[] body = [.. Enumerable.Repeat("            Do();", 50)];
        string[] lines =
        [
            "internal sealed class Outer", "{", "    public int Short => 1;", "", "    private sealed class Inner", "    {",
            "        public void Long()", "        {", .. body, "        }", "    }", "}",
        ];
        Assert.Equal([("public int Short => 1;", 1), ("public void Long()", 53)], Members(lines, 4));
    }

    private static IEnumerable<(string Name, string[] Lines)> Files()
    {
        var root = Path.Combine(Repository.Root, "src", "TakedownWorker");
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(f => (Name: Path.GetRelativePath(root, f), Path: f))
            .Where(f => !f.Name.StartsWith("obj/", StringComparison.Ordinal) && !f.Name.StartsWith("bin/", StringComparison.Ordinal)
                && !f.Name.Contains("Migrations/", StringComparison.Ordinal))
            .Select(f => (f.Name, File.ReadAllLines(f.Path)));
    }

    /// <summary>By indentation, which the formatter keeps: a member begins at its type's depth and ends before the next.</summary>
    private static IEnumerable<(string Head, int Lines)> Members(string[] lines, int depth)
    {
        for (var start = 0; start < lines.Length; start++)
        {
            if (!Begins(lines[start], depth))
            {
                continue;
            }

            var end = start + 1;
            while (end < lines.Length && !Begins(lines[end], depth) && Depth(lines[end]) >= depth)
            {
                end++;
            }

            var member = lines[start..end].AsEnumerable().Reverse().SkipWhile(l => !IsCode(l)).Reverse().ToArray();
            if (member.Length > 0 && IsType(lines[start]))
            {
                foreach (var inner in Members(member, depth + 4))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (lines[start].Trim(), member.Length);
            }
        }
    }

    private static int Depth(string line) => line.Trim().Length == 0 ? int.MaxValue : line.Length - line.TrimStart().Length;

    private static bool Begins(string line, int depth) => Depth(line) == depth && IsCode(line) && !"{})].:".Contains(line.TrimStart()[0], StringComparison.Ordinal);

    private static bool IsCode(string line) => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal) && text[0] is not '[' and not '#';

    private static bool IsType(string line) =>
        line.Split(' ', '(').Any(w => w is "class" or "record" or "struct" or "interface" or "enum") && !line.EndsWith(';');
}
