using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace TakedownWorker.Packs;

/// <summary>
/// The same blocks as HTML: inline styles only, nothing is fetched, no image, and addresses are text and not links, so
/// that nobody opens one by a slip of the hand.
/// </summary>
internal static class HtmlLayout
{
    private const string Ink = "color:#1b1f24";
    private const string Mono = "font-family:Consolas,Menlo,'DejaVu Sans Mono',monospace;font-size:14px;line-height:1.6";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Render(string title, string language, ImmutableArray<Block> blocks, ImmutableArray<string> urls)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html>\n<html lang=\"").Append(E(language)).Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light\">\n")
            .Append("<title>").Append(E(title)).Append("</title>\n</head>\n")
            .Append("<body style=\"margin:0;padding:24px 16px;background:#ffffff;").Append(Ink)
            .Append(";font-family:'Segoe UI','Helvetica Neue',Arial,'DejaVu Sans',sans-serif;font-size:16px;line-height:1.5\">\n")
            .Append("<main style=\"max-width:42em;margin:0 auto\">\n");
        var first = true;
        foreach (var block in blocks)
        {
            Append(html, block, urls, first);
            first &= block is not Block.Heading;
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static string E(string text) => Encoder.Encode(text);

    private static void Append(StringBuilder html, Block block, ImmutableArray<string> urls, bool first)
    {
        switch (block)
        {
            case Block.Heading h when first:
                html.Append("<h1 style=\"font-size:22px;line-height:1.3;margin:0 0 16px\">").Append(E(h.Text)).Append("</h1>\n");
                break;
            case Block.Heading h:
                html.Append("<h2 style=\"font-size:17px;line-height:1.3;margin:28px 0 8px\">").Append(E(h.Text)).Append("</h2>\n");
                break;
            case Block.Banner b:
                html.Append("<p style=\"margin:0 0 16px;padding:10px 14px;background:#fff4ce;border-left:4px solid #8a6100;font-weight:600\">")
                    .Append(E(b.Text)).Append("</p>\n");
                break;
            case Block.Paragraph p:
                html.Append("<p style=\"margin:0 0 12px\">").Append(E(p.Text)).Append("</p>\n");
                break;
            case Block.Rows r:
                Rows(html, r.Pairs);
                break;
            case Block.List l:
                html.Append("<ul style=\"margin:0 0 12px;padding-left:22px\">\n");
                Each(html, l.Items, "<li style=\"margin:0 0 4px;overflow-wrap:anywhere\">", "</li>\n");
                html.Append("</ul>\n");
                break;
            case Block.Commands c:
                Preformatted(html, c.Lines);
                break;
            case Block.Links l:
                Links(html, l.Pairs);
                break;
            case Block.Locator:
                Preformatted(html, urls);
                break;
        }
    }

    private static void Rows(StringBuilder html, ImmutableArray<(string Label, string Value)> pairs)
    {
        html.Append("<table style=\"border-collapse:collapse;width:100%;margin:0 0 16px\">\n");
        foreach (var (label, value) in pairs)
        {
            html.Append("<tr><th scope=\"row\" style=\"text-align:left;vertical-align:top;white-space:nowrap;padding:6px 16px 6px 0;border-top:1px solid #d0d7de;font-weight:600\">")
                .Append(E(label))
                .Append("</th><td style=\"width:100%;padding:6px 0;border-top:1px solid #d0d7de;overflow-wrap:anywhere\">")
                .Append(E(value)).Append("</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static void Preformatted(StringBuilder html, ImmutableArray<string> lines)
    {
        html.Append("<pre style=\"margin:0 0 16px;padding:12px 14px;background:#f6f8fa;border:1px solid #d0d7de;white-space:pre-wrap;overflow-wrap:anywhere;")
            .Append(Mono).Append("\">");
        html.AppendJoin('\n', lines.Select(E));
        html.Append("</pre>\n");
    }

    private static void Links(StringBuilder html, ImmutableArray<(string Label, string Target)> pairs)
    {
        html.Append("<p style=\"margin:0 0 12px\">");
        foreach (var (label, target) in pairs)
        {
            // Only ways to write a mail: an address of a page never becomes a link here.
            if (target.StartsWith("mailto:", StringComparison.Ordinal))
            {
                html.Append("<a href=\"").Append(E(target))
                    .Append("\" style=\"display:inline-block;margin:0 8px 8px 0;padding:8px 14px;border:1px solid #0b5cad;color:#0b5cad;text-decoration:none;border-radius:4px\">")
                    .Append(E(label)).Append("</a>\n");
            }
        }

        html.Append("</p>\n");
    }

    private static void Each(StringBuilder html, ImmutableArray<string> items, string before, string after)
    {
        foreach (var item in items)
        {
            html.Append(before).Append(E(item)).Append(after);
        }
    }
}
