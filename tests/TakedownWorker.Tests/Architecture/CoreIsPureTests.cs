using System.Reflection;
using TakedownWorker.Core;

namespace TakedownWorker.Tests.Architecture;

/// <summary>Core depends on nothing but NodaTime and the pure part of the framework; the same input gives the same output.</summary>
public sealed class CoreIsPureTests
{
    private static readonly string[] Namespaces =
    [
        "TakedownWorker.Core", "NodaTime", "System", "System.Collections", "System.Linq", "System.Text", "System.Globalization", "System.Numerics",
        "System.Buffers", "System.Runtime", "System.Security.Cryptography", "System.Diagnostics.CodeAnalysis",
    ];

    /// <summary>Types outside those namespaces that only hold a value.</summary>
    private static readonly string[] Others =
        ["System.Net.IPAddress", "System.Net.IPNetwork", "System.Net.Sockets.AddressFamily", "System.Diagnostics.UnreachableException"];

    private static readonly string[] Impure =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "NodaTime.SystemClock.get_Instance", "NodaTime.DateTimeZoneProviders.get_Bcl",
    ];

    private static readonly string[] ImpureTypes =
    [
        "System.Random", "System.TimeProvider", "System.Console", "System.Threading.Tasks.Task", "System.Threading.Tasks.Task`1",
        "System.Threading.Tasks.ValueTask", "System.Security.Cryptography.RandomNumberGenerator", "System.IServiceProvider", "NodaTime.IClock",
        "System.Runtime.CompilerServices.IAsyncStateMachine", "System.AppContext", "System.GC",
    ];

    [Fact]
    public void Core_uses_nothing_of_the_shell_and_no_library() => Expect.None(Foreign(Folders.Types("Core")));

    [Fact]
    public void Core_has_no_clock_chance_wait_or_world() => Expect.None(ImpureUses(Folders.Types("Core")));

    [Fact]
    public void There_is_a_core_to_check() => Assert.True(Folders.Types("Core").Count() > 100);

    [Fact]
    public void A_planted_file_access_is_found() => Assert.Contains(Foreign(WithInner(typeof(PlantedIo))), f => f.Contains("System.IO.File", StringComparison.Ordinal));

    [Fact]
    public void A_planted_logger_is_found() => Assert.Contains(Foreign(WithInner(typeof(PlantedIo))), f => f.Contains("ILogger", StringComparison.Ordinal));

    [Fact]
    public void Planted_clocks_and_chance_are_found()
    {
        var found = ImpureUses(WithInner(typeof(PlantedClock))).ToList();
        Assert.Contains(found, f => f.EndsWith("System.Guid.NewGuid", StringComparison.Ordinal));
        Assert.Contains(found, f => f.EndsWith("System.Random", StringComparison.Ordinal));
        Assert.Contains(found, f => f.EndsWith("System.Threading.Tasks.Task", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Foreign(IEnumerable<Type> types) =>
        from type in types
        from used in Uses.Types(type)
        where Uses.Outermost(used) != Uses.Outermost(type) && !IsAllowed(used)
        select $"{type} uses {used}";

    private static bool IsAllowed(Type used) =>
        Others.Contains(used.FullName) || used.Namespace is null || used.Namespace == "System"
        || Namespaces.Where(n => n != "System").Any(n => used.Namespace == n || used.Namespace.StartsWith(n + ".", StringComparison.Ordinal));

    private static IEnumerable<string> ImpureUses(IEnumerable<Type> types) => types.SelectMany(type =>
        Uses.Members(type).Select(m => $"{m.DeclaringType?.FullName}.{m.Name}").Where(IsImpure)
            .Concat(Uses.Types(type).Select(t => t.FullName!).Where(ImpureTypes.Contains))
            .Select(what => $"{type} uses {what}"));

    // Iterators ask for the thread they were made on; nothing else of the environment is pure.
    private static bool IsImpure(string member) => Impure.Contains(member)
        || (member.StartsWith("System.Environment.", StringComparison.Ordinal) && member != "System.Environment.get_CurrentManagedThreadId");

    private static IEnumerable<Type> WithInner(Type type) => [type, .. type.GetNestedTypes(BindingFlags.NonPublic)];

    private sealed class PlantedIo(ILogger logger)
    {
        public static readonly Func<string> Read = () => File.ReadAllText("x");

        public override string ToString() => logger.ToString() + new Tri();
    }

    private static class PlantedClock
    {
        public static Guid Id() => Guid.NewGuid();

#pragma warning disable CA5394 // planted
        public static async Task<int> NextAsync()
        {
            await Task.Yield();
            await Task.CompletedTask;
            return new Random().Next();
        }
#pragma warning restore CA5394
    }
}
