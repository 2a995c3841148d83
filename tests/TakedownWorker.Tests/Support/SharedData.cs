using System.Text.Json;

namespace TakedownWorker.Tests.Support;

/// <summary>
/// Real samples kept beside the repository (<c>../shared/data</c>), not in it. A checkout without them skips.
/// </summary>
internal static class SharedData
{
    public static JsonDocument Json(string path)
    {
        var file = Find(path);
        Assert.SkipUnless(file is not null, $"shared/data/{path} is not beside the repository");
        return JsonDocument.Parse(File.ReadAllText(file));
    }

    public static byte[] Bytes(string path)
    {
        var file = Find(path);
        Assert.SkipUnless(file is not null, $"shared/data/{path} is not beside the repository");
        return File.ReadAllBytes(file);
    }

    public static bool Has(string path) => Find(path) is not null;

    private static string? Find(string path)
    {
        if (Environment.GetEnvironmentVariable("TAKEDOWN_DATA") is { Length: > 0 } given && File.Exists(Path.Combine(given, path)))
        {
            return Path.Combine(given, path);
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", path);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}

/// <summary>Where this checkout is, for tests that read the repository's own files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Takedown.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Takedown.sln is above none of the test's folders: run the tests from a checkout.");
    }
}
