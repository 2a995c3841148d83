using System.Reflection;
using System.Reflection.Emit;

namespace TakedownWorker.Tests.Architecture;

/// <summary>What the code of a type touches: in signatures, fields and bodies, compiler-made inner types included.</summary>
internal static class Uses
{
    private const BindingFlags All =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodes = typeof(System.Reflection.Emit.OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(o => o.Value);

    public static IReadOnlyList<Type> Worker { get; } = typeof(Program).Assembly.GetTypes();

    /// <summary>Every type that the type touches, arguments of generic ones too.</summary>
    public static IReadOnlySet<Type> Types(Type type)
    {
        var found = new HashSet<Type>();
        Add(found, type.BaseType);
        foreach (var i in type.GetInterfaces())
        {
            Add(found, i);
        }

        foreach (var member in type.GetMembers(All))
        {
            foreach (var t in Signature(member))
            {
                Add(found, t);
            }
        }

        foreach (var member in Members(type))
        {
            Add(found, member as Type ?? member.DeclaringType);
            foreach (var t in Signature(member))
            {
                Add(found, t);
            }
        }

        return found;
    }

    /// <summary>Every method, field and type that its bodies name.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) =>
        type.GetMembers(All).OfType<MethodBase>().SelectMany(Members);

    public static IEnumerable<MemberInfo> Members(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            yield break;
        }

        foreach (var local in body.LocalVariables)
        {
            yield return local.LocalType;
        }

        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            if (Resolve(method, token) is { } member)
            {
                yield return member;
            }
        }
    }

    /// <summary>The type of the source file: lambdas and state machines stand inside it.</summary>
    public static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<Type?> Signature(MemberInfo member) => member switch
    {
        MethodInfo m => [m.ReturnType, .. m.GetParameters().Select(p => p.ParameterType), .. m.IsGenericMethod ? m.GetGenericArguments() : []],
        ConstructorInfo c => c.GetParameters().Select(p => p.ParameterType),
        FieldInfo f => [f.FieldType],
        PropertyInfo p => [p.PropertyType],
        _ => [],
    };

    private static void Add(HashSet<Type> found, Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(found, type.GetElementType());
        }
        else if (found.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type) || type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Add(found, argument);
            }
        }
    }

    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? OpCodes[(short)(0xFE00 | il[++at])] : OpCodes[il[at]];
            at++;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(il, at);
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        var ofType = method.DeclaringType is { IsGenericType: true } t ? t.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, ofType, method.IsGenericMethod ? method.GetGenericArguments() : null);
    }
}
