namespace TakedownWorker.Tests.Architecture;

internal static class Expect
{
    /// <summary>Names every violation in full, one a line.</summary>
    public static void None(IEnumerable<string> violations)
    {
        var all = violations.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{all.Count} found:\n{string.Join('\n', all)}");
    }
}
