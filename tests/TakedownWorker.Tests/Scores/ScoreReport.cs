namespace TakedownWorker.Tests.Scores;

/// <summary>Lines for people: to the test's output and to the file that eng/score-verdicts names.</summary>
internal static class ScoreReport
{
    private static readonly Lock Gate = new();

    public static void Add(params IEnumerable<string> lines)
    {
        var all = lines.ToList();
        all.ForEach(TestContext.Current.TestOutputHelper!.WriteLine);
        if (Environment.GetEnvironmentVariable("TAKEDOWN_SCORES") is { Length: > 0 } file)
        {
            lock (Gate)
            {
                File.AppendAllLines(file, all);
            }
        }
    }
}
