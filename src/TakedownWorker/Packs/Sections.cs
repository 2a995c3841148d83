using System.Collections.Immutable;
using System.Text;

namespace TakedownWorker.Packs;

/// <summary>A template file of several parts: each begins with a line <c>@@ name</c>.</summary>
internal static class Sections
{
    /// <summary>One template a name, in the order asked for; null where it is missing or faulty.</summary>
    public static ImmutableArray<PackTemplate?> Split(PackText file, List<PackFault> faults, params ReadOnlySpan<string> names)
    {
        var bodies = Bodies(file, faults);
        var wanted = names.ToArray();
        foreach (var (name, (line, _)) in bodies.Where(b => !wanted.Contains(b.Key)))
        {
            faults.Add(new PackFault(file.Name, line - 1, name, "", $"unknown part; there are: {string.Join(", ", wanted)}"));
        }

        return [.. wanted.Select(name => Part(file, name, bodies, faults))];
    }

    private static PackTemplate? Part(
        PackText file, string name, Dictionary<string, (int Line, string Body)> bodies, List<PackFault> faults)
    {
        if (bodies.TryGetValue(name, out var found))
        {
            return TemplateEngine.Parse(file.Name, found.Line, found.Body, faults);
        }

        faults.Add(new PackFault(file.Name, 0, name, "", $"part is missing: add a line \"@@ {name}\" and its text"));
        return null;
    }

    private static Dictionary<string, (int Line, string Body)> Bodies(PackText file, List<PackFault> faults)
    {
        var bodies = new Dictionary<string, (int Line, string Body)>(StringComparer.Ordinal);
        var body = new StringBuilder();
        string? name = null;
        var start = 1;
        var lines = file.Content.Split('\n');
        for (var i = 0; i <= lines.Length; i++)
        {
            if (i < lines.Length && !lines[i].StartsWith("@@ ", StringComparison.Ordinal))
            {
                body.Append(lines[i]).Append('\n');
                continue;
            }

            if (name is not null)
            {
                bodies[name] = (start, body.ToString());
            }
            else if (body.ToString().Trim().Length > 0)
            {
                faults.Add(new PackFault(file.Name, 1, "", "", "text before the first line \"@@ name\" belongs to no part"));
            }

            body.Clear();
            (name, start) = i < lines.Length ? (lines[i][3..].Trim(), i + 2) : (null, 0);
        }

        return bodies;
    }
}
