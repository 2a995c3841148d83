using System.Collections.Immutable;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>A page read once for all its rules: which phrases stand where, and which vendor answered.</summary>
internal sealed record PageReading
{
    /// <summary>A page with more main text than this shows something; phrases in it are prose.</summary>
    public const int LongText = 1500;

    /// <summary>Not more than a message.</summary>
    public const int MessageText = 250;

    private const int MostBlocks = 25;
    private const int LongHeading = 160;

    public required PageFacts Page { get; init; }

    public Marker? Marker { get; init; }

    /// <summary>Walls named in the title or a heading.</summary>
    public required ImmutableHashSet<Wall> Prominent { get; init; }

    /// <summary>Walls named in the main text of a page that says little else.</summary>
    public required ImmutableHashSet<Wall> InText { get; init; }

    public GoneMeaning GoneInTitle { get; init; }

    public GoneMeaning GoneInHeading { get; init; }

    public GoneMeaning GoneInText { get; init; }

    /// <summary>The text with the phrase stands in an element made for messages.</summary>
    public bool GoneIsMessage { get; init; }

    /// <summary>A heading that speaks of something else: the page is about that.</summary>
    public bool HasOwnHeading { get; init; }

    /// <summary>What the address in the end tells, when the reported one does not hold the same word.</summary>
    public Wall? EndsAt { get; init; }

    /// <summary>The page came from a network that shows advertisements for unused names.</summary>
    public bool IsServedByParking { get; init; }

    public bool Names(Wall wall) => Prominent.Contains(wall) || InText.Contains(wall);

    public static PageReading Of(JudgeBook book, PageFacts page)
    {
        var title = page.Title.Length > LongHeading * 2 ? "" : page.Title;
        var headings = page.Headings.Where(h => h.Length <= LongHeading).ToList();
        var goneHeadings = headings.ConvertAll(book.Gone.Read);
        var texts = page.MainLength > LongText * 2 ? [] : page.Blocks.Take(MostBlocks).ToList();
        var goneTexts = texts.ConvertAll(b => (b.IsMessage, Meaning: book.Gone.Read(b.Text)));
        return new PageReading
        {
            Page = page,
            Marker = book.MarkerOf(page),
            Prominent = [.. headings.Append(title).SelectMany(book.Walls.Read)],
            InText = page.MainLength > LongText ? [] : [.. texts.SelectMany(b => book.Walls.Read(b.Text))],
            GoneInTitle = TitleParts(title).Select(book.Gone.Read).DefaultIfEmpty().Max(),
            GoneInHeading = goneHeadings.DefaultIfEmpty().Max(),
            GoneInText = goneTexts.Select(t => t.Meaning).DefaultIfEmpty().Max(),
            GoneIsMessage = goneTexts.Any(t => t.IsMessage && t.Meaning > GoneMeaning.Weak),
            HasOwnHeading = headings.Where((h, i) => goneHeadings[i] == GoneMeaning.None && !NamesSite(h, page)).Any(),
            EndsAt = RedirectEnd(book, page),
            IsServedByParking = page.Server.Addresses.Any(a => PublicAddressRule.IsInside(a, book.ParkedNetworks)),
        };
    }

    /// <summary>Titles join the page's own name and the site's: "Not found | Site".</summary>
    private static IEnumerable<string> TitleParts(string title) =>
        title.Split(['|', '\u00B7', '\u2022', '\u2013', '\u2014', '\u00BB', '\u00AB', ':'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(p => p.Split(" - ", StringSplitOptions.TrimEntries)).Append(title);

    private static bool NamesSite(string heading, PageFacts page)
    {
        var name = PhraseText.Compact(PhraseText.Normalise(heading));
        var host = ReportedUrl.Parse(page.FinalUrl).Url?.Host ?? "";
        return name.Length == 0 || host.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Contains(name, StringComparison.Ordinal)
            || host.Split('.').Any(label => label.Length > 3 && name.Contains(label, StringComparison.Ordinal));
    }

    private static Wall? RedirectEnd(JudgeBook book, PageFacts page)
    {
        if (ReportedUrl.Parse(page.FinalUrl).Url is not { } end || ReportedUrl.Parse(page.Url).Url is not { } start || end.NormalForm == start.NormalForm)
        {
            return null;
        }

        if (book.MeaningOfHost(start.Host, end.Host) is { } place)
        {
            return place;
        }

        var before = WordsOf(start).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return WordsOf(end).Where(w => !before.Contains(w)).Select(book.MeaningOf).FirstOrDefault(m => m is not null);
    }

    /// <summary>Parts of the path, pairs of them, the first label of the host, and short values of the query.</summary>
    private static IEnumerable<string> WordsOf(ReportedUrl url)
    {
        var parts = url.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Concat(parts.Zip(parts.Skip(1), (a, b) => a + "/" + b))
            .Append(url.Host.Split('.')[0])
            .Concat((url.Query ?? "").Split('&').SelectMany(p => p.Split('=', 2)).Where(w => w.Length is > 2 and < 24));
    }
}
