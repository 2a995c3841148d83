using System.Collections.Frozen;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>
/// Gathers the hashes of a <see cref="PageSketch"/>. What comes from the own address, digits and long tokens vary from
/// answer to answer and are dropped first.
/// </summary>
internal sealed class SketchBuilder
{
    private const int MostScript = 256 * 1024;
    private const int MostNames = 6000;
    private const ulong Basis = 14695981039346656037UL;

    private readonly HashSet<ulong> _texts = [];
    private readonly HashSet<ulong> _markup = [];
    private readonly HashSet<ulong> _embeds = [];
    private readonly HashSet<ulong> _names = [];
    private readonly HashSet<string> _tokens = new(StringComparer.Ordinal);
    private readonly List<string> _own;

    public SketchBuilder(params string[] addresses) => _own =
    [
        .. addresses.Select(a => ReportedUrl.Parse(a).Url).OfType<ReportedUrl>().SelectMany(PartsOf)
            .Where(p => p.Length >= 3).Distinct(StringComparer.Ordinal).OrderByDescending(p => p.Length),
    ];

    public void Text(string text)
    {
        if (PlainHash(text) is { } hash)
        {
            _texts.Add(hash);
        }
    }

    public void Markup(string token)
    {
        if (token.Length is > 0 and <= 60 && _tokens.Add(token) && PlainHash(token) is { } hash)
        {
            _markup.Add(hash);
        }
    }

    public void Embed(string kind, string? source) =>
        _embeds.Add(Hash(kind) ^ (source is null ? 0 : source.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? 1 : PlainHash(source.Split('?')[0]) ?? 0));

    /// <summary>Names in a script or in data, each with what follows it where that is nothing, null or an empty list.</summary>
    public void Names(string script)
    {
        var length = Math.Min(script.Length, MostScript);
        for (var i = 0; i < length && _names.Count < MostNames;)
        {
            if (!IsName(script[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < length && IsName(script[i]))
            {
                i++;
            }

            if (i - start is >= 3 and <= 32 && !script.AsSpan(start, i - start).ContainsAnyInRange('0', '9'))
            {
                var name = script[start..i].ToLowerInvariant();
                if (!_own.Contains(name))
                {
                    _names.Add(Hash(After(script, i), Hash(name)));
                }
            }
        }
    }

    public PageSketch Build() => new(_texts.ToFrozenSet(), _markup.ToFrozenSet(), _embeds.ToFrozenSet(), _names.ToFrozenSet());

    private static IEnumerable<string> PartsOf(ReportedUrl url) =>
        url.Path.Split(['/', ',', '=', ':'], StringSplitOptions.RemoveEmptyEntries)
            .Concat((url.Query ?? "").Split('&').Select(p => p.Split('=', 2)[^1]))
            .Append(url.Fragment ?? "")
            .SelectMany(p => new[] { p, Uri.UnescapeDataString(p), p.TrimStart('@', '~'), p.Split('.')[0] })
            .Select(p => p.ToLowerInvariant());

    private static bool IsName(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$';

    private static string After(string script, int at)
    {
        var rest = script.AsSpan(at, Math.Min(8, script.Length - at)).TrimStart("\\\" :=");
        return rest.StartsWith("null") ? "null" : rest.StartsWith("[]") ? "[]" : rest.StartsWith("{}") ? "{}"
            : rest.StartsWith("true") ? "true" : rest.StartsWith("false") ? "false" : "";
    }

    /// <summary>
    /// Of the text in lower case, own parts taken out, runs of digits one zero, tokens with digits and letters mixed one x,
    /// runs of blanks one. Null where nothing is left.
    /// </summary>
    private ulong? PlainHash(string text)
    {
        var lower = text.ToLowerInvariant();
        foreach (var own in _own)
        {
            lower = lower.Replace(own, "\u00A7", StringComparison.Ordinal);
        }

        var plain = lower.AsSpan().Trim();
        var hash = Basis;
        for (var i = 0; i < plain.Length;)
        {
            var start = i;
            while (i < plain.Length && char.IsLetterOrDigit(plain[i]))
            {
                i++;
            }

            hash = Hash(Word(plain[start..i]), hash);
            for (var blank = false; i < plain.Length && !char.IsLetterOrDigit(plain[i]); i++)
            {
                var isBlank = char.IsWhiteSpace(plain[i]);
                hash = !isBlank ? Hash(plain.Slice(i, 1), hash) : blank ? hash : Hash(" ", hash);
                blank = isBlank;
            }
        }

        return plain.IsEmpty ? null : hash;
    }

    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> word)
    {
        var digits = 0;
        foreach (var c in word)
        {
            digits += char.IsAsciiDigit(c) ? 1 : 0;
        }

        return digits == 0 ? word : digits == word.Length ? "0" : word.Length >= 8 ? "x" : word;
    }

    /// <summary>FNV-1a over UTF-16: for sets in memory, not for anything that is kept.</summary>
    private static ulong Hash(ReadOnlySpan<char> text, ulong hash = Basis)
    {
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return hash;
    }
}
