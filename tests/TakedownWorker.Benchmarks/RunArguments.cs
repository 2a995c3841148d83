using System.Globalization;

namespace TakedownWorker.Benchmarks;

/// <summary>One run.</summary>
/// <param name="Urls">Lines "live URL" or "gone URL": what the web server shows.</param>
/// <param name="Again">True: what was remembered of the answers is there; false: the pages are new to the judge.</param>
/// <param name="Looks">Looks to time, at most one an address.</param>
/// <param name="Known">Addresses in the database, those that are not due included.</param>
/// <param name="AtOnce">Looks under way at once.</param>
/// <param name="Postgres">Connection string; null for SQLite.</param>
internal sealed record RunArguments(
    string Urls, bool Again, int Looks, int Known, string Data, int AtOnce, string? Postgres)
{
    public static RunArguments Parse(string[] args)
    {
        var given = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var looks = Number(given, "--looks", 10_000);
        return new RunArguments(
            given["--urls"], given.GetValueOrDefault("--load") == "again", looks, Math.Max(looks, Number(given, "--known", looks)),
            given.GetValueOrDefault("--data", ""), Number(given, "--at-once", 256), given.GetValueOrDefault("--postgres"));
    }

    private static int Number(Dictionary<string, string> given, string name, int otherwise) =>
        given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
