using System.Reflection;
using TakedownWorker.Core;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Architecture;

/// <summary>docs/RULES.md and the code say the same: every id once, in the file that the table names.</summary>
public sealed class RulesTests
{
    /// <summary>They decide under the ids of the rules that ask them.</summary>
    private static readonly Dictionary<string, string> WithoutId = new()
    {
        ["LadderRule"] = "asks ESC-01 to ESC-06 in turn",
        ["RemovalConfirmationRule"] = "counts looks for MON-31",
        ["WithdrawalRule"] = "is given the id of why the letter no longer stands",
    };

    private static readonly string[] Table = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "RULES.md"));

    [Fact]
    public void Every_rule_class_is_static_and_has_an_id() => Expect.None(Nameless(Folders.Types("Core")).Except(WithoutId.Keys));

    [Fact]
    public void No_exception_outlives_its_rule() => Expect.None(WithoutId.Keys.Except(Nameless(Folders.Types("Core"))));

    [Fact]
    public void Every_id_stands_once_in_code() =>
        Expect.None(Ids(Folders.Types("Core")).GroupBy(x => x.Id).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void The_table_holds_every_id_of_the_code_and_no_other() =>
        Assert.Equal(Ids(Folders.Types("Core")).Select(x => x.Id).Order(StringComparer.Ordinal), Rows(Table).Select(r => r.Id));

    [Fact]
    public void Every_row_names_the_file_that_holds_its_id() => Expect.None(
        from row in Rows(Table)
        let file = Path.Combine(Repository.Root, "src", "TakedownWorker", row.File)
        where !File.Exists(file) || !File.ReadAllText(file).Contains($"\"{row.Id}\"", StringComparison.Ordinal)
        select $"{row.Id} {row.File}");

    [Fact]
    public void A_planted_rule_without_id_is_found() => Assert.Equal([nameof(PlantedRule)], Nameless([typeof(PlantedRule), typeof(PlantedTwinRule)]));

    [Fact]
    public void A_planted_id_is_read_from_code() => Assert.Equal(["XXX-01"], Ids([typeof(PlantedTwinRule)]).Select(x => x.Id));

    [Fact]
    public void A_row_is_read_with_its_file() => Assert.Equal([("XXX-01", "Core/X.cs")], Rows(["| id | rule |", "|---|---|", "| XXX-01 | Says. | Core/X.cs | |"]));

    private static IEnumerable<string> Nameless(IEnumerable<Type> types) => types
        .Where(t => t.Name.EndsWith("Rule", StringComparison.Ordinal) && t.IsClass)
        .Where(t => !(t.IsAbstract && t.IsSealed) || !Ids([t]).Any())
        .Select(t => t.Name);

    private static IEnumerable<(string Id, Type Type)> Ids(IEnumerable<Type> types) =>
        from type in types
        from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        where field.FieldType == typeof(RuleId)
        select (((RuleId)field.GetValue(null)!).Value, type);

    private static IEnumerable<(string Id, string File)> Rows(IEnumerable<string> lines) => lines
        .Select(l => l.Split('|', StringSplitOptions.TrimEntries))
        .Where(c => c.Length >= 5 && c[1].Length == 6 && c[1][3] == '-')
        .Select(c => (c[1], c[3]));

    private static class PlantedRule
    {
        public static bool Ask() => true;
    }

    private static class PlantedTwinRule
    {
        public static readonly RuleId Id = new("XXX-01");
    }
}
