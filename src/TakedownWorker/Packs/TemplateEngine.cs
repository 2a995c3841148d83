using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace TakedownWorker.Packs;

/// <summary>A parsed template and where it stands, for faults.</summary>
internal sealed record PackTemplate(string File, int FirstLine, Template Parsed);

/// <summary>
/// Scriban, strictly: an unknown variable, member or filter is an error; only a few built-ins; no includes, no clock, no
/// endless loop. Every value is fenced (<see cref="Markup"/>), so that no fact can act as markup.
/// </summary>
internal static partial class TemplateEngine
{
    private static readonly ScriptObject Builtins = AllowedBuiltins();

    /// <summary>Null and a fault when it cannot be parsed.</summary>
    public static PackTemplate? Parse(string file, int firstLine, string source, List<PackFault> faults)
    {
        var template = Template.Parse(source, file);
        foreach (var message in template.Messages.Where(m => m.Type == ParserMessageType.Error))
        {
            faults.Add(new PackFault(file, firstLine + message.Span.Start.Line, "", "", $"template: {message.Message}"));
        }

        // A single brace is nearly always half of a variable, and would otherwise be mailed as it stands.
        var rest = Blocks().Replace(source, m => new string('\n', m.Value.Count(c => c == '\n')));
        var brace = rest.IndexOfAny(['{', '}']);
        if (brace >= 0)
        {
            faults.Add(new PackFault(file, firstLine + rest[..brace].Count(c => c == '\n'), "", "", "template: a brace without its partner"));
        }

        return template.HasErrors || brace >= 0 ? null : new PackTemplate(file, firstLine, template);
    }

    /// <exception cref="ScriptRuntimeException">Unknown variable, member or filter, or a limit was passed.</exception>
    public static string Render(PackTemplate template, object facts)
    {
        var globals = new ScriptObject();
        globals.Import(facts);
        var context = new FencingContext(Builtins)
        {
            StrictVariables = true,
            EnableRelaxedMemberAccess = false,
            EnableRelaxedTargetAccess = false,
            EnableRelaxedIndexerAccess = false,
            EnableRelaxedFunctionAccess = false,
            LoopLimit = 2000,
            RecursiveLimit = 20,
            LimitToString = 200_000,
            ObjectRecursionLimit = 5,
            TemplateLoader = null,
        };
        context.PushCulture(CultureInfo.InvariantCulture);
        context.PushGlobal(globals);
        return template.Parsed.Render(context);
    }

    /// <summary>Renders with specimen facts and reports every variable that no fact has, also in branches not taken.</summary>
    public static void Check(PackTemplate template, IEnumerable<object> specimens, List<PackFault> faults)
    {
        var names = new VariableNames();
        names.Visit(template.Parsed.Page);
        var all = specimens.ToList();
        var known = Known(all[0].GetType()).Concat(names.Local).ToHashSet(StringComparer.Ordinal);
        var unknown = names.Global.Where(n => !known.Contains(n.Name) && !Builtins.Contains(n.Name)).ToList();
        faults.AddRange(unknown.Select(n => new PackFault(
            template.File, template.FirstLine + n.Line, n.Name, "", "template: no such fact; see LetterFacts for those that there are")));
        if (unknown.Count > 0)
        {
            return;
        }

        foreach (var specimen in all)
        {
            try
            {
                Render(template, specimen);
            }
            catch (ScriptRuntimeException e)
            {
                faults.Add(new PackFault(template.File, template.FirstLine + e.Span.Start.Line, "", "", $"template: {e.OriginalMessage}"));
                return;
            }
        }
    }

    private static IEnumerable<string> Known(Type facts) => facts.GetProperties()
        .Select(p => StandardMemberRenamer.Rename(p.Name))
        .Append("for");

    private static ScriptObject AllowedBuiltins()
    {
        var all = new Scriban.Functions.BuiltinFunctions();
        var allowed = new ScriptObject();
        foreach (var name in new[] { "string", "array", "math" })
        {
            allowed.SetValue(name, all[name], true);
        }

        allowed.Import("escape", new Func<string, string>(Uri.EscapeDataString));
        return allowed;
    }

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blocks();

    /// <summary>Expression output passes through here; literal text of the template does not.</summary>
    private sealed class FencingContext(ScriptObject builtins) : TemplateContext(builtins)
    {
        public override TemplateContext Write(SourceSpan span, object? textAsObject)
        {
            if (textAsObject is not null)
            {
                Write(Markup.Fence(ObjectToString(textAsObject) ?? ""));
            }

            return this;
        }
    }

    private sealed class VariableNames : ScriptVisitor
    {
        public List<(string Name, int Line)> Global { get; } = [];

        public HashSet<string> Local { get; } = new(StringComparer.Ordinal);

        public override void Visit(ScriptVariableGlobal node)
        {
            Global.Add((node.BaseName, node.Span.Start.Line));
            base.Visit(node);
        }

        /// <summary>A member belongs to what stands before it; rendering with specimens tries it.</summary>
        public override void Visit(ScriptMemberExpression node) => Visit(node.Target);

        public override void Visit(ScriptForStatement node)
        {
            if (node.Variable is ScriptVariable variable)
            {
                Local.Add(variable.BaseName);
            }

            base.Visit(node);
        }
    }
}
