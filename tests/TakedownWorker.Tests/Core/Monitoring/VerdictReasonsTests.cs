using TakedownWorker.Core.Monitoring;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Monitoring;

public sealed class VerdictReasonsTests
{
    [Fact]
    public void The_page_of_rules_lists_exactly_the_reasons_of_the_code()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "RULES.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 5 && Enum.TryParse<VerdictKind>(cells[1], ignoreCase: true, out _))
            .Select(cells => cells[1] + " " + cells[2].Split(' ')[0])
            .Order(StringComparer.Ordinal);
        var coded = VerdictReasons.ByKind
            .SelectMany(kind => kind.Value.Select(reason => kind.Key.ToString().ToLowerInvariant() + " " + reason))
            .Order(StringComparer.Ordinal);
        Assert.Equal(coded, documented);
    }

    [Fact]
    public void A_reason_belongs_to_one_verdict_only()
    {
        var all = VerdictReasons.ByKind.SelectMany(kind => kind.Value).ToList();
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
    }
}
