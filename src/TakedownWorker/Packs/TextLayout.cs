using System.Collections.Immutable;
using System.Text;

namespace TakedownWorker.Packs;

/// <summary>Plain text that stands alone: wrapped at 72 columns, addresses never broken, one a line.</summary>
internal static class TextLayout
{
    private const int Width = 72;

    public static string Render(ImmutableArray<Block> blocks, ImmutableArray<string> urls)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            Append(text, block, urls);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Block block, ImmutableArray<string> urls)
    {
        switch (block)
        {
            case Block.Heading h:
                Wrap(text, h.Text, "", "");
                text.Append('-', Math.Min(h.Text.Length, Width)).Append('\n');
                break;
            case Block.Banner b:
                text.Append('*', Width).Append('\n');
                Wrap(text, b.Text, "* ", "* ");
                text.Append('*', Width).Append('\n');
                break;
            case Block.Paragraph p:
                Wrap(text, p.Text, "", "");
                break;
            case Block.Rows r:
                Rows(text, r.Pairs);
                break;
            case Block.List l:
                foreach (var item in l.Items)
                {
                    Wrap(text, item, "- ", "  ");
                }

                break;
            case Block.Commands c:
                Lines(text, c.Lines, "    ");
                break;
            case Block.Links l:
                foreach (var (label, target) in l.Pairs)
                {
                    text.Append(label).Append(":\n  ").Append(target).Append('\n');
                }

                break;
            case Block.Locator:
                Lines(text, urls, "");
                break;
        }
    }

    private static void Rows(StringBuilder text, ImmutableArray<(string Label, string Value)> pairs)
    {
        var widest = pairs.Max(p => p.Label.Length) + 3;
        foreach (var (label, value) in pairs)
        {
            Wrap(text, value, (label + ":").PadRight(widest), new string(' ', widest));
        }
    }

    private static void Lines(StringBuilder text, ImmutableArray<string> lines, string indent)
    {
        foreach (var line in lines)
        {
            text.Append(indent).Append(line).Append('\n');
        }
    }

    private static void Wrap(StringBuilder text, string value, string first, string rest)
    {
        var line = new StringBuilder(first);
        var indent = first.Length;
        foreach (var word in value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > indent && line.Length + 1 + word.Length > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append(rest);
                indent = rest.Length;
            }

            if (line.Length > indent)
            {
                line.Append(' ');
            }

            line.Append(word);
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
