using System.Reflection;
using System.Runtime.CompilerServices;

namespace TakedownWorker.Tests.Architecture;

/// <summary>What Core holds never changes: records are init-only, their collections immutable or read-only.</summary>
public sealed class ImmutableTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Type[] Mutable =
    [
        typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(HashSet<>), typeof(ISet<>),
        typeof(Queue<>), typeof(Stack<>), typeof(System.Text.StringBuilder),
    ];

    [Fact]
    public void Every_record_of_the_core_is_immutable() => Expect.None(Changeable(Folders.Types("Core").Where(IsRecord)));

    [Fact]
    public void No_class_of_the_core_keeps_static_state_that_changes() => Expect.None(
        from type in Folders.Types("Core")
        where type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where !field.IsInitOnly && !field.IsLiteral && !field.Name.StartsWith('<')
        select $"{type}.{field.Name}");

    [Fact]
    public void There_are_records_to_check() => Assert.True(Folders.Types("Core").Count(IsRecord) > 50);

    [Fact]
    public void Planted_setters_arrays_and_lists_are_found() => Assert.Equal(
        ["Planted.Bytes", "Planted.List", "Planted.Settable"], Changeable([typeof(Planted)]).Order(StringComparer.Ordinal));

    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", All) is not null);

    private static IEnumerable<string> Changeable(IEnumerable<Type> records)
    {
        foreach (var type in records)
        {
            foreach (var p in type.GetProperties(All).Where(p => p.Name != "EqualityContract"))
            {
                if (IsMutable(p.PropertyType) || (p.SetMethod is { } set && !IsInit(set)))
                {
                    yield return $"{type.Name}.{p.Name}";
                }
            }

            foreach (var f in type.GetFields(All).Where(f => !f.Name.StartsWith('<') && (!f.IsInitOnly || IsMutable(f.FieldType))))
            {
                yield return $"{type.Name}.{f.Name}";
            }
        }
    }

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static bool IsMutable(Type type) =>
        type.IsArray || Mutable.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);

    private sealed record Planted(byte[] Bytes, IReadOnlyList<int> Fine)
    {
        public int Settable { get; set; }

        public List<int> List { get; init; } = [];
    }
}
