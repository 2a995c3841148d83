using TakedownWorker.Core.Monitoring;
using TakedownWorker.Packs;

namespace TakedownWorker.Tests.Support;

/// <summary>The phrases, signs and platforms that the program ships, read once.</summary>
internal static class ShippedBook
{
    private static readonly Lazy<JudgeBook> Book = new(() =>
    {
        var faults = new List<PackFault>();
        var phrases = PackFolders.Read(Path.Combine(AppContext.BaseDirectory, "Phrases"), faults, ".yaml");
        var platforms = PackFolders.Read(Path.Combine(AppContext.BaseDirectory, "Platforms"), faults, ".yaml");
        var book = PhraseFiles.Read(phrases, platforms, faults);
        Assert.Empty(faults);
        return book;
    });

    public static JudgeBook Value => Book.Value;
}
