using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TakedownWorker.Packs;

/// <summary>One piece of a letter or briefing.</summary>
internal abstract record Block
{
    private Block()
    {
    }

    internal sealed record Heading(string Text) : Block;

    internal sealed record Paragraph(string Text) : Block;

    internal sealed record Banner(string Text) : Block;

    internal sealed record Rows(ImmutableArray<(string Label, string Value)> Pairs) : Block;

    internal sealed record List(ImmutableArray<string> Items) : Block;

    internal sealed record Commands(ImmutableArray<string> Lines) : Block;

    internal sealed record Links(ImmutableArray<(string Label, string Target)> Pairs) : Block;

    /// <summary>The exact addresses; no template can write one.</summary>
    internal sealed record Locator : Block;
}

/// <summary>
/// What templates render to, so that the plain text and the HTML of a letter cannot differ: <c># heading</c>,
/// <c>! banner</c>, <c>| label: value</c>, <c>- item</c>, <c>$ command</c>, <c>&gt; label: link</c>, <c>@urls</c> for the
/// locator block, anything else a paragraph; a blank line ends it. Values stand between two private-use characters, so a
/// line that begins with a value is never markup.
/// </summary>
internal static class Markup
{
    private const char Open = '\uE000';
    private const char Close = '\uE001';

    /// <summary>A value on its way into a template: one line, no control or direction characters.</summary>
    public static string Fence(string value)
    {
        var clean = new StringBuilder(value.Length + 2).Append(Open);
        foreach (var c in value)
        {
            if (c is '\n' or '\r' or '\t')
            {
                clean.Append(' ');
            }
            else if (c is not (Open or Close) && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                clean.Append(c);
            }
        }

        return clean.Append(Close).ToString();
    }

    public static string Unfence(string text) => text.Replace(Open.ToString(), "", StringComparison.Ordinal)
        .Replace(Close.ToString(), "", StringComparison.Ordinal);

    /// <summary>The template's own words: every value left out.</summary>
    public static string WithoutValues(string text)
    {
        var own = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in text)
        {
            depth += c == Open ? 1 : c == Close ? -1 : 0;
            if (depth == 0 && c != Close)
            {
                own.Append(c);
            }
        }

        return own.ToString();
    }

    public static ImmutableArray<Block> Parse(string markup)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        var group = new List<string>();
        var kind = ' ';
        foreach (var raw in markup.Split('\n').Append(""))
        {
            var line = raw.Trim();
            var next = Kind(line);
            if (next != kind || next is '#' or '!' or '@')
            {
                Flush(blocks, kind, group);
            }

            kind = next;
            if (line.Length > 0)
            {
                group.Add(line);
            }
        }

        return blocks.ToImmutable();
    }

    private static char Kind(string line) =>
        line.Length == 0 ? ' '
        : line == "@urls" ? '@'
        : line.Length > 1 && line[1] == ' ' && "#!|-$>".Contains(line[0], StringComparison.Ordinal) ? line[0]
        : 'p';

    private static void Flush(ImmutableArray<Block>.Builder blocks, char kind, List<string> group)
    {
        if (group.Count > 0)
        {
            blocks.Add(Make(kind, [.. group.Select(l => Unfence(kind == 'p' ? l : l.Length > 1 ? l[2..] : "").Trim())]));
            group.Clear();
        }
    }

    private static Block Make(char kind, ImmutableArray<string> lines) => kind switch
    {
        '#' => new Block.Heading(lines[0]),
        '!' => new Block.Banner(lines[0]),
        '|' => new Block.Rows([.. lines.Select(Pair)]),
        '>' => new Block.Links([.. lines.Select(Pair)]),
        '-' => new Block.List(lines),
        '$' => new Block.Commands(lines),
        '@' => new Block.Locator(),
        _ => new Block.Paragraph(string.Join(' ', lines)),
    };

    private static (string, string) Pair(string line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? ("", line) : (line[..colon], line[(colon + 2)..].Trim());
    }
}
