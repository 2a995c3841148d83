using System.Collections.Immutable;
using System.Text;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// The shape of an address on a platform: <c>/t/{slug}/{topic#}?page={p}#post-{post#}</c>. A name in braces takes one part,
/// with # digits only; <c>**</c> takes any parts before the rest. What a part takes is letters, digits, dot, dash, underscore
/// and tilde only, so that it may stand in a selector or an address.
/// </summary>
internal sealed class UrlTemplate
{
    private readonly string[] _parts;
    private readonly ImmutableArray<(string Name, string Value)> _query;
    private readonly string? _fragment;

    private UrlTemplate(string[] parts, ImmutableArray<(string Name, string Value)> query, string? fragment) =>
        (_parts, _query, _fragment) = (parts, query, fragment);

    /// <summary>Null when the text is no template.</summary>
    public static UrlTemplate? Parse(string text)
    {
        var (front, fragment) = Cut(text, FragmentStart(text));
        var (path, query) = Cut(front, front.IndexOf('?', StringComparison.Ordinal));
        if (!path.StartsWith('/') || !IsBalanced(text))
        {
            return null;
        }

        var pairs = (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToList();
        return pairs.Any(p => p.Length != 2)
            ? null
            : new UrlTemplate(Parts(path), [.. pairs.Select(p => (p[0], p[1]))], fragment);
    }

    /// <summary>What the names took, or null when the address has another shape.</summary>
    public ImmutableDictionary<string, string>? Match(ReportedUrl url)
    {
        var taken = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        return MatchPath(Parts(url.Path), taken)
            && _query.All(q => Parameter(url.Query, q.Name) is { } value && Take(q.Value, value, taken))
            && (_fragment is null || (url.Fragment is { } given && Take(_fragment, given, taken)))
            ? taken.ToImmutable()
            : null;
    }

    /// <summary>A text with the names in braces filled in.</summary>
    public static string Fill(string text, ImmutableDictionary<string, string> taken)
    {
        var result = new StringBuilder(text);
        foreach (var (name, value) in taken)
        {
            result.Replace("{" + name + "}", value);
        }

        return result.ToString();
    }

    /// <summary>The # that begins the fragment: not the one that marks digits inside braces.</summary>
    private static int FragmentStart(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
            if (text[i] == '#' && depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static (string Front, string? Back) Cut(string text, int from) =>
        from < 0 ? (text, null) : (text[..from], text[(from + 1)..]);

    private static bool IsBalanced(string text) => text.Count(c => c == '{') == text.Count(c => c == '}');

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private bool MatchPath(string[] given, ImmutableDictionary<string, string>.Builder taken)
    {
        var rest = _parts;
        if (rest.Length > 0 && rest[0] == "**")
        {
            rest = rest[1..];
            if (given.Length < rest.Length)
            {
                return false;
            }

            given = given[(given.Length - rest.Length)..];
        }

        return given.Length == rest.Length && rest.Zip(given).All(pair => Take(pair.First, pair.Second, taken));
    }

    private static bool Take(string shape, string given, ImmutableDictionary<string, string>.Builder taken)
    {
        var open = shape.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return shape == "*" || string.Equals(shape, given, StringComparison.OrdinalIgnoreCase);
        }

        var close = shape.IndexOf('}', open);
        var (before, name, after) = (shape[..open], shape[(open + 1)..close], shape[(close + 1)..]);
        if (given.Length <= before.Length + after.Length
            || !given.StartsWith(before, StringComparison.OrdinalIgnoreCase) || !given.EndsWith(after, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var value = given[before.Length..^after.Length];
        var digits = name.EndsWith('#');
        if (!value.All(c => char.IsAsciiDigit(c) || (!digits && (char.IsAsciiLetter(c) || c is '.' or '-' or '_' or '~'))))
        {
            return false;
        }

        taken[name.TrimEnd('#')] = value;
        return true;
    }

    private static string? Parameter(string? query, string name) => (query ?? "").Split('&')
        .Select(p => p.Split('=', 2))
        .FirstOrDefault(p => p.Length == 2 && string.Equals(p[0], name, StringComparison.Ordinal))?[1];
}
