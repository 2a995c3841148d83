using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Architecture;

/// <summary>Program, shell, Takedowns, Core: one way only; one library, one folder; one place that sends, one that commits.</summary>
public sealed class DirectionTests
{
    private static readonly (string Library, string[] Folders)[] Libraries =
    [
        ("Quartz", ["Jobs"]),
        ("MailKit", ["Mail"]),
        ("MimeKit", ["Mail"]),
        ("Microsoft.EntityFrameworkCore", ["Storage"]),
        ("Microsoft.Data.Sqlite", ["Storage"]),
        ("Npgsql", ["Storage"]),
        ("DnsClient", ["ContactLookup"]),
        ("YamlDotNet", ["Packs"]),
        ("AngleSharp", ["Fetching"]),
        ("Scriban", ["Packs"]),
        ("System.CommandLine", ["Cli"]),
        ("Polly", ["Fetching", "ContactLookup", "Mail"]),
        ("System.Net.Http", ["Fetching", "ContactLookup"]),
        ("Microsoft.AspNetCore", ["Api", "Demo"]),
    ];

    private static readonly Func<Type, string?> Real = Folders.Of;

    [Fact]
    public void Shell_folders_do_not_use_each_other() => Expect.None(WrongWays(Uses.Worker, Real));

    [Fact]
    public void A_library_is_visible_in_its_folder_only() => Expect.None(Strays(Uses.Worker, Real));

    [Fact]
    public void Only_the_outbox_sends() =>
        Assert.Equal(["OutboxSweep"], Callers(Uses.Worker, typeof(IMailSender), nameof(IMailSender.SendAsync)));

    [Fact]
    public void Only_the_runner_commits() =>
        Assert.Equal(["CaseRunner"], Callers(Uses.Worker, typeof(ICaseSession), nameof(ICaseSession.CommitAsync)));

    [Fact]
    public void A_planted_neighbour_is_found() =>
        Assert.Single(WrongWays([typeof(PlantedNeighbour)], t => t == typeof(PlantedNeighbour) ? "Storage" : Folders.Of(t)));

    [Fact]
    public void A_planted_use_of_the_shell_by_Takedowns_is_found() =>
        Assert.Single(WrongWays([typeof(PlantedNeighbour)], t => t == typeof(PlantedNeighbour) ? "Takedowns" : Folders.Of(t)));

    [Fact]
    public void A_planted_library_is_found() =>
        Assert.Contains(Strays([typeof(PlantedNeighbour)], _ => "Storage"), s => s.Contains("MimeKit", StringComparison.Ordinal));

    [Fact]
    public void A_planted_sender_is_found() =>
        Assert.Equal([nameof(DirectionTests)], Callers([typeof(PlantedSender), .. Nested(typeof(PlantedSender))], typeof(IMailSender), nameof(IMailSender.SendAsync)));

    private static IEnumerable<string> WrongWays(IEnumerable<Type> types, Func<Type, string?> folderOf) =>
        from type in types
        let folder = folderOf(type)
        where folder is not null && folder != "Core"
        from used in Uses.Types(type)
        let to = folderOf(used)
        where to is not null && to != folder && !MayUse(folder, to)
        select $"{type} ({folder}) uses {used} ({to})";

    private static bool MayUse(string folder, string to) => folder switch
    {
        "Takedowns" => to is "Core" or "Hosting",
        "Hosting" => to is "Core",
        "Demo" => true, // puts the whole program together once more, as Program does
        _ => to is "Core" or "Takedowns" or "Hosting",
    };

    private static IEnumerable<string> Strays(IEnumerable<Type> types, Func<Type, string?> folderOf) =>
        from type in types
        let folder = folderOf(type)
        where folder is not null
        from used in Uses.Types(type)
        from library in Libraries
        where used.Namespace is { } n && (n == library.Library || n.StartsWith(library.Library + ".", StringComparison.Ordinal))
            && !library.Folders.Contains(folder)
        select $"{type} ({folder}) uses {used}";

    private static IEnumerable<string> Callers(IEnumerable<Type> types, Type port, string method) => types
        .Where(t => Uses.Members(t).Any(m => m.Name == method && m.DeclaringType == port))
        .Select(t => Uses.Outermost(t).Name)
        .Distinct();

    private static Type[] Nested(Type type) => type.GetNestedTypes(System.Reflection.BindingFlags.NonPublic);

    private sealed class PlantedNeighbour
    {
        public override string ToString() => new MimeKit.MimeMessage() + typeof(TakedownWorker.Mail.MailSettings).Name;
    }

    private sealed class PlantedSender(IMailSender sender)
    {
        public async Task<SendResult> GoAsync(SendTry letter, CancellationToken cancellationToken) => await sender.SendAsync(letter, cancellationToken);
    }
}
