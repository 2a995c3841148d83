using System.Collections.Immutable;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>Fields of a security.txt file: <c>Name: value</c> a line, comments and signatures left out (RFC 9116 section 2).</summary>
internal static class SecurityTxtLines
{
    private const string Begin = "-----BEGIN PGP SIGNED MESSAGE-----";
    private const string Signature = "-----BEGIN PGP SIGNATURE-----";
    private const int MostLines = 500;

    public static (ImmutableArray<(string Name, string Value)> Fields, bool Signed) Of(string text, List<string> faults)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Take(MostLines).Select(l => l.TrimEnd()).ToList();
        var begin = lines.IndexOf(Begin);
        if (begin < 0)
        {
            return (Fields(lines, faults), false);
        }

        // What stands before or behind the signed part was signed by nobody.
        var body = lines.Skip(begin + 1).SkipWhile(l => l.Length > 0).Skip(1).TakeWhile(l => l != Signature).ToList();
        if (begin > 0 && lines.Take(begin).Any(l => l.Length > 0))
        {
            faults.Add("signed_format_issue");
        }

        return (Fields(body.Select(Unescaped), faults), true);
    }

    private static ImmutableArray<(string, string)> Fields(IEnumerable<string> lines, List<string> faults)
    {
        var fields = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var line in lines.Where(l => l.Length > 0 && !l.StartsWith('#')))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                faults.Add("invalid_line");
                continue;
            }

            var name = line[..colon];
            if (name.EndsWith(' ') || name.EndsWith('\t'))
            {
                faults.Add("prec_ws");
                continue;
            }

            var value = line[(colon + 1)..].Trim();
            if (value.Length == 0)
            {
                faults.Add("empty_value");
                continue;
            }

            fields.Add((name.Trim().ToLowerInvariant(), value));
        }

        return fields.ToImmutable();
    }

    /// <summary>RFC 4880 section 7.1: a line that begins with a dash has a dash and a space before it.</summary>
    private static string Unescaped(string line) => line.StartsWith("- ", StringComparison.Ordinal) ? line[2..] : line;
}
