using System.Collections.Immutable;
using System.Reflection;
using NodaTime;
using TakedownWorker.Takedowns;

namespace TakedownWorker.Tests.Support;

/// <summary>Makes a record with every settable property filled with something that is not its default.</summary>
internal static class Sampler
{
    public static object Make(Type type, int depth = 0)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Make(inner, depth);
        }

        if (Simple(type) is { } simple)
        {
            return simple;
        }

        if (type.IsGenericType && type.Namespace == "System.Collections.Immutable")
        {
            return Collection(type, depth);
        }

        if (CoreJson.ClosedLists.Contains(type))
        {
            return Make(CoreJson.CasesOf(type).First(), depth);
        }

        return Record(type, depth);
    }

    private static object? Simple(Type type) =>
        type == typeof(string) ? "text of ø"
        : type == typeof(bool) ? true
        : type == typeof(int) ? 7
        : type == typeof(long) ? 70L
        : type == typeof(double) ? 0.25
        : type == typeof(Guid) ? new Guid("9f3b1f6e-2f5c-4a44-8b1f-0c0ffee00001")
        : type == typeof(Instant) ? Some.Start.PlusNanoseconds(123456789)
        : type == typeof(LocalDate) ? new LocalDate(2026, 3, 1)
        : type == typeof(Duration) ? Duration.FromMilliseconds(90_061_001)
        : type == typeof(Period) ? Period.FromMonths(1) + Period.FromHours(36)
        : type.IsEnum ? Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)
        : null;

    private static object Collection(Type type, int depth)
    {
        var element = type.GetGenericArguments()[0];
        var items = Array.CreateInstance(element, 1);
        items.SetValue(Make(element, depth + 1), 0);
        var maker = Type.GetType($"System.Collections.Immutable.{type.Name.Split('`')[0]}, System.Collections.Immutable")!;
        var create = maker.GetMethods().Single(m => m.Name == "Create" && m.GetParameters() is [{ ParameterType.IsArray: true }]);
        return create.MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private static object Record(Type type, int depth)
    {
        Assert.True(depth < 12, $"{type.Name} contains itself");
        var constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(c => c.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(p => Make(p.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
        {
            property.SetValue(made, Make(property.PropertyType, depth + 1));
        }

        return made;
    }
}
