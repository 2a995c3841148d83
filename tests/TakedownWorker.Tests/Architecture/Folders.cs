namespace TakedownWorker.Tests.Architecture;

/// <summary>The folders of DESIGN 5, by namespace.</summary>
internal static class Folders
{
    private const string Root = "TakedownWorker.";

    /// <summary>First folder of a type of ours; null for any other.</summary>
    public static string? Of(Type type) =>
        type.Namespace is { } n && n.StartsWith(Root, StringComparison.Ordinal) && !n.StartsWith(Root + "Tests", StringComparison.Ordinal)
            ? n[Root.Length..].Split('.')[0]
            : null;

    public static IEnumerable<Type> Types(string folder) => Uses.Worker.Where(t => Of(t) == folder);
}
