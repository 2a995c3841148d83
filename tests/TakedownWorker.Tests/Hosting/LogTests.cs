using System.Reflection;
using TakedownWorker.Core;
using TakedownWorker.Hosting;

namespace TakedownWorker.Tests.Hosting;

/// <summary>Logs name references, ids, numbers and rules, never a person, an address or a URL (DESIGN 4.3).</summary>
public sealed partial class LogTests
{
    private static readonly Type[] Values = [typeof(int), typeof(long), typeof(double), typeof(Guid), typeof(RuleId), typeof(LogLevel)];

    /// <summary>What a text may be: a reference, an id, a name of our own code or configuration.</summary>
    private static readonly string[] Texts =
        ["reference", "takedown", "letter", "rule", "work", "job", "vantage", "error", "result", "version", "provider", "port", "keyId", "code", "cure"];

    [Fact]
    public void Every_id_stands_once() =>
        Assert.Empty(Messages(typeof(Log)).GroupBy(m => m.Attribute.EventId).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_parameter_is_of_an_allowed_kind() => Assert.Empty(Leaks(typeof(Log)));

    [Fact]
    public void There_are_messages_to_check() => Assert.True(Messages(typeof(Log)).Count() > 5);

    [Fact]
    public void Planted_leaks_are_found() => Assert.Equal(
        ["WithAddress.host", "WithException.failure", "WithUri.reference"], Leaks(typeof(Planted)).Order(StringComparer.Ordinal));

    private static IEnumerable<(MethodInfo Method, LoggerMessageAttribute Attribute)> Messages(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
        let attribute = method.GetCustomAttribute<LoggerMessageAttribute>()
        where attribute is not null
        select (method, attribute);

    private static IEnumerable<string> Leaks(Type type) =>
        from message in Messages(type)
        from parameter in message.Method.GetParameters().Skip(1)
        where !(Values.Contains(parameter.ParameterType) || (parameter.ParameterType == typeof(string) && Texts.Contains(parameter.Name)))
        select $"{message.Method.Name}.{parameter.Name}";

    private static partial class Planted
    {
        [LoggerMessage(1, LogLevel.Information, "{Host}")]
        public static partial void WithAddress(ILogger logger, string host);

        [LoggerMessage(2, LogLevel.Information, "{Reference}")]
        public static partial void WithUri(ILogger logger, Uri reference);

        [LoggerMessage(3, LogLevel.Information, "{Failure}")]
        public static partial void WithException(ILogger logger, object failure);
    }
}
