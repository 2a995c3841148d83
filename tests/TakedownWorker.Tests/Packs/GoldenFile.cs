using System.Runtime.CompilerServices;

namespace TakedownWorker.Tests.Packs;

/// <summary>
/// Compares a text with the approved one in Golden/. With <c>TAKEDOWN_APPROVE=1</c> it writes the file instead: read the
/// change before committing it.
/// </summary>
internal static class GoldenFile
{
    public static void Check(string name, string actual, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "..", "Golden", name);
        if (Environment.GetEnvironmentVariable("TAKEDOWN_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"no approved text Golden/{name}: run with TAKEDOWN_APPROVE=1 and read it");
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), actual);
    }
}
