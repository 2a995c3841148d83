using System.Collections.Immutable;
using System.Text;
using AngleSharp.Dom;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>
/// Goes over the parsed page once, without recursion, and sorts its text: title and headings, the main part, and what is
/// around it (navigation, header, footer, asides, comments), which no rule reads.
/// </summary>
internal sealed class HtmlWalk(SketchBuilder sketch, HtmlLinks links)
{
    private const int MostHeadings = 12;
    private const int MostBlocks = 400;

    private readonly Stack<(INode Node, HtmlRegion Region)> _regions = new();
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _squeezed = new();
    private readonly List<string> _headings = [];
    private readonly List<PageBlock> _main = [];
    private readonly List<PageBlock> _around = [];
    private readonly List<string> _types = [];
    private HtmlRegion _region = HtmlRegion.Main;
    private HtmlCounts _counts;
    private int _visible;
    private int _mainLength;

    public void Over(INode root)
    {
        var node = root;
        while (true)
        {
            if (Enter(node) && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            Leave(node);
            while (node != root && node.NextSibling is null)
            {
                node = node.Parent!;
                Leave(node);
            }

            if (node == root)
            {
                return;
            }

            node = node.NextSibling!;
        }
    }

    public PageFacts Into(PageFacts page)
    {
        Flush();

        // A page that is all comments or navigation by its markup is read as a whole: its author did not mean it.
        var blocks = _main.Count > 0 || _headings.Count > 0 ? _main : _around;
        return page with
        {
            Headings = [.. _headings],
            Blocks = [.. blocks],
            MainLength = _main.Count > 0 || _headings.Count > 0 ? _mainLength : _around.Sum(b => b.Text.Length),
            VisibleLength = _visible,
            Links = links.All,
            Markup = new PageMarkup
            {
                Players = _counts.Players,
                Images = _counts.Images,
                Frames = _counts.Frames,
                Scripts = _counts.Scripts,
                PasswordField = _counts.Password,
                AgeControls = _counts.Age,
                GoneMark = _counts.Gone,
                Types = [.. _types.Distinct(StringComparer.Ordinal)],
            },
        };
    }

    private bool Enter(INode node)
    {
        switch (node)
        {
            case IText text:
                _text.Append(text.Data);
                return false;
            case IElement element:
                return EnterElement(element);
            default:
                return node is IDocument;
        }
    }

    private bool EnterElement(IElement element)
    {
        HtmlMarks.Describe(element, sketch);
        HtmlMarks.Count(element, _region, ref _counts, _types, sketch);
        links.Take(element, _region);
        if (HtmlMarks.IsUnread(element))
        {
            return false;
        }

        if (HtmlMarks.IsBlock(element))
        {
            Flush();
        }

        if (HtmlMarks.RegionOf(element, _region) is var region && region != _region)
        {
            Flush();
            _regions.Push((element, _region));
            _region = region;
        }

        return true;
    }

    private void Leave(INode node)
    {
        if (node is not IElement element)
        {
            return;
        }

        if (HtmlMarks.IsBlock(element))
        {
            Flush();
        }

        if (_regions.TryPeek(out var top) && top.Node == node)
        {
            Flush();
            _region = _regions.Pop().Region;
        }
    }

    private void Flush()
    {
        if (_text.Length == 0)
        {
            return;
        }

        var text = Blanks.Squeeze(_text, _squeezed.Clear());
        _text.Clear();
        if (text.Length == 0)
        {
            return;
        }

        sketch.Text(text);
        _visible += text.Length;
        switch (_region)
        {
            case HtmlRegion.Heading when _headings.Count < MostHeadings:
                _headings.Add(text);
                break;
            case HtmlRegion.Main or HtmlRegion.Message or HtmlRegion.Heading:
                _mainLength += text.Length;
                Add(_main, new PageBlock(text, _region == HtmlRegion.Message));
                break;
            case HtmlRegion.Around:
                Add(_around, new PageBlock(text, IsMessage: false));
                break;
            default:
                break;
        }
    }

    private static void Add(List<PageBlock> blocks, PageBlock block)
    {
        if (blocks.Count < MostBlocks)
        {
            blocks.Add(block);
        }
    }
}
