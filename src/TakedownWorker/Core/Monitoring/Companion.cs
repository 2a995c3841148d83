using System.Collections.Immutable;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>What a further address is to the reported page.</summary>
internal enum CompanionKind
{
    /// <summary>The bare picture or film that the page shows.</summary>
    MediaFile,

    /// <summary>A small picture of it, or the still picture of a film.</summary>
    Thumbnail,

    /// <summary>The same page at another domain.</summary>
    Mirror,

    /// <summary>The form for telephones.</summary>
    MobileForm,

    /// <summary>The form for the AMP caches of search engines.</summary>
    AmpForm,

    /// <summary>The main form of a page that was reported in one of the others.</summary>
    MainForm,
}

/// <summary>A further address at which the material of a reported page can be seen as well.</summary>
/// <param name="Url">As the page names it, made absolute.</param>
/// <param name="Declined">A caseworker does not want it in the case.</param>
internal sealed record Companion(CompanionKind Kind, string Url, bool Declined = false)
{
    /// <summary>More are not kept for one page: a caseworker has to look at each.</summary>
    public const int Most = 12;

    /// <summary>A file outlives its page: while it can be fetched, the material is not removed.</summary>
    public bool IsFile => Kind is CompanionKind.MediaFile or CompanionKind.Thumbnail;

    /// <summary>By what it is found among the reported addresses.</summary>
    public string Key => KeyOf(Url);

    public static string KeyOf(string url) => ReportedUrl.Parse(url).Url?.NormalForm ?? url;

    /// <summary>Those known, and the new ones behind them.</summary>
    public static ImmutableArray<Companion> Merge(ImmutableArray<Companion> known, ImmutableArray<Companion> seen)
    {
        if (seen.IsEmpty)
        {
            return known;
        }

        var keys = known.Select(c => c.Key).ToHashSet(StringComparer.Ordinal);
        return [.. known, .. seen.Where(c => keys.Add(c.Key)).Take(Most - known.Length)];
    }
}
