using System.Reflection;
using System.Runtime.CompilerServices;
using Quartz;

namespace TakedownWorker.Tests.Architecture;

/// <summary>Habits that the whole program keeps.</summary>
public sealed class ConventionTests
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Type[] Ours = [.. Uses.Worker.Where(t => Folders.Of(t) is not null && !IsGenerated(t))];

    [Fact]
    public void Nothing_is_async_void() => Expect.None(AsyncVoid(Ours));

    [Fact]
    public void The_cancellation_token_stands_last() => Expect.None(TokenNotLast(Ours));

    [Fact]
    public void Classes_are_sealed_unless_they_are_bases() => Expect.None(Unsealed(Ours));

    [Fact]
    public void Every_log_message_stands_in_Log() => Expect.None(LogsByHand(Uses.Worker.Where(t => Uses.Outermost(t).Name != "Log")));

    [Fact]
    public void Every_job_runs_once_at_a_time_under_a_fixed_key() => Expect.None(LooseJobs(Ours));

    [Fact]
    public void A_planted_job_is_found() => Assert.Equal([nameof(PlantedJob)], LooseJobs([typeof(PlantedJob)]));

    [Fact]
    public void There_are_classes_to_check() => Assert.True(Ours.Length > 300);

    [Fact]
    public void A_planted_async_void_is_found() => Assert.Equal(["Planted.Fire"], AsyncVoid([typeof(Planted)]));

    [Fact]
    public void A_planted_token_in_the_middle_is_found() => Assert.Equal(["Planted.WaitAsync"], TokenNotLast([typeof(Planted)]));

    [Fact]
    public void A_planted_open_class_is_found() => Assert.Equal(["Planted"], Unsealed([typeof(Planted), typeof(ConventionTests)]));

    [Fact]
    public void A_planted_log_line_is_found() => Assert.Equal(["Planted"], LogsByHand([typeof(Planted)]));

    private static bool IsGenerated(Type type) =>
        type.Name.StartsWith('<') || type.GetCustomAttribute<CompilerGeneratedAttribute>() is not null
        || type.Namespace!.Contains(".Migrations", StringComparison.Ordinal) || (type.DeclaringType is { } outer && IsGenerated(outer))
        || type.FullName!.Contains("RegexGenerator", StringComparison.Ordinal);

    private static IEnumerable<string> AsyncVoid(IEnumerable<Type> types) =>
        from method in types.SelectMany(t => t.GetMethods(All))
        where method.ReturnType == typeof(void) && method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null
        select $"{method.DeclaringType!.Name}.{method.Name}";

    // An implementation follows the order of the framework's interface.
    private static IEnumerable<string> TokenNotLast(IEnumerable<Type> types) =>
        from method in types.SelectMany(t => t.GetMethods(All))
        where !method.IsVirtual || method.GetBaseDefinition() == method && !method.IsFinal
        let parameters = method.GetParameters()
        let at = Array.FindIndex(parameters, p => p.ParameterType == typeof(CancellationToken))
        where at >= 0 && at < parameters.Length - 1 && !method.Name.StartsWith('<')
        select $"{method.DeclaringType!.Name}.{method.Name}";

    private static IEnumerable<string> Unsealed(IReadOnlyCollection<Type> types) => types
        .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !Uses.Worker.Any(u => u.BaseType == t))
        .Select(t => t.Name);

    private static IEnumerable<string> LooseJobs(IEnumerable<Type> types) => types
        .Where(t => t.IsClass && typeof(IJob).IsAssignableFrom(t))
        .Where(t => !t.IsSealed || t.GetCustomAttribute<DisallowConcurrentExecutionAttribute>() is null
            || !t.GetFields(All).Any(f => f is { IsStatic: true, IsInitOnly: true } && f.FieldType == typeof(JobKey)))
        .Select(t => t.Name);

    private static IEnumerable<string> LogsByHand(IEnumerable<Type> types) => types
        .Where(t => Uses.Members(t).Any(m => m.DeclaringType == typeof(LoggerExtensions)))
        .Select(t => Uses.Outermost(t) == typeof(ConventionTests) ? t.Name : t.FullName!);

#pragma warning disable // planted violators
    private class Planted
    {
        public static async void Fire() => await Task.Yield();

        public static Task WaitAsync(CancellationToken cancellationToken, int tries) => Task.CompletedTask;

        public static void Say(ILogger logger) => logger.LogInformation("by hand");
    }

    private sealed class PlantedJob : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
#pragma warning restore
}
