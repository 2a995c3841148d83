using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TakedownWorker.Core.Contacts.Sources;

/// <summary>One line of an answer on port 43.</summary>
/// <param name="Key">In lower-case letters and digits only, so that <c>Registrar Abuse Contact Email</c> and <c>OrgAbuseEmail</c> read alike; empty: no field.</param>
/// <param name="Comment">Begins with % or #: the registry speaks, not its customer.</param>
internal readonly record struct WhoisLine(string Key, string Value, bool Comment);

/// <summary>Objects of an answer: fields between blank lines; headings in brackets begin one too.</summary>
/// <param name="Part">Which part of an answer with several (ARIN gives the block and what was cut out of it).</param>
/// <param name="Heading">What stood above it.</param>
internal sealed record WhoisObject(int Part, string Heading, ImmutableArray<WhoisLine> Lines)
{
    /// <summary>Values of a field, in order.</summary>
    public IEnumerable<string> All(params string[] keys) => Lines.Where(l => !l.Comment && keys.Contains(l.Key)).Select(l => l.Value).Where(v => v.Length > 0);
}

internal static partial class WhoisLines
{
    /// <summary>Characters and lines that are read of an answer.</summary>
    private const int MostCharacters = 512 * 1024;
    private const int MostLines = 5000;
    private const int MostInLine = 1000;

    public static (ImmutableArray<WhoisObject> Objects, bool Cut) Read(string text)
    {
        var all = text.Length > MostCharacters ? text[..MostCharacters] : text;
        var split = new Splitter();
        var count = 0;
        foreach (var raw in all.EnumerateLines())
        {
            if (++count > MostLines)
            {
                break;
            }

            split.Add(raw.Length > MostInLine ? "" : raw.ToString());
        }

        return (split.Done(), all.Length < text.Length || count > MostLines);
    }

    private static WhoisLine Line(string raw)
    {
        if (raw.StartsWith('%') || raw.StartsWith('#'))
        {
            return new WhoisLine("", raw.TrimStart('%', '#').Trim(), Comment: true);
        }

        if (Bracketed().Match(raw) is { Success: true } b)
        {
            return new WhoisLine(Plain(b.Groups["key"].Value), b.Groups["value"].Value.Trim(), Comment: false);
        }

        var colon = raw.IndexOf(':', StringComparison.Ordinal);
        var key = colon is > 0 and <= 60 ? Plain(raw[..colon]) : "";
        return key.Length == 0 ? new WhoisLine("", raw.Trim(), Comment: false) : new WhoisLine(key, raw[(colon + 1)..].Trim(), Comment: false);
    }

    private static string Plain(string key) => key.Contains('@', StringComparison.Ordinal) || key.Trim().Count(c => c == ' ') > 5
        ? "" : string.Concat(key.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    /// <summary>JPNIC: <c>a. [Network Number]   192.0.2.0/24</c>.</summary>
    [GeneratedRegex(@"^\s*(?:[a-z]\.\s*)?\[(?<key>[^\]]{1,60})\]\s*(?<value>.*)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();

    private sealed class Splitter
    {
        private readonly ImmutableArray<WhoisObject>.Builder _objects = ImmutableArray.CreateBuilder<WhoisObject>();
        private readonly List<WhoisLine> _lines = [];
        private string _heading = "";
        private int _part;

        public void Add(string raw)
        {
            var line = Line(raw);
            if (line.Comment && line.Value is "start" or "end")
            {
                Close();
                (_part, _heading) = (line.Value == "start" ? _part + 1 : _part, "");
            }
            else if (raw.Trim().Length == 0)
            {
                Close();
            }
            else if (IsHeading(line, raw))
            {
                Close();
                _heading = line.Key.Length > 0 ? line.Key : line.Value;
            }
            else
            {
                _lines.Add(line);
            }
        }

        public ImmutableArray<WhoisObject> Done()
        {
            Close();
            return _objects.ToImmutable();
        }

        /// <summary>A heading holds for one object that follows it, blank lines between or not.</summary>
        private void Close()
        {
            if (_lines.Count == 0)
            {
                return;
            }

            _objects.Add(new WhoisObject(_part, _heading, [.. _lines]));
            _lines.Clear();
            _heading = "";
        }

        private bool IsHeading(WhoisLine line, string raw) =>
            !line.Comment && !raw.Contains('@', StringComparison.Ordinal)
            && ((raw.TrimStart().StartsWith('[') && raw.TrimEnd().EndsWith(']'))
                || (line.Value.Length == 0 && line.Key.Contains("contact", StringComparison.Ordinal) && !line.Key.Contains("email", StringComparison.Ordinal))
                || (line.Key.Length == 0 && _lines.Count == 0 && raw.TrimEnd().EndsWith(':')));
    }
}
