using System.Collections.Frozen;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Marks of an item that is shown: a player, linked data of one item, a long text, pictures. A gone page can carry one of
/// the weaker ones, so they are hints.
/// </summary>
internal static class ContentPresentRule
{
    public static readonly RuleId Id = new("MON-20");

    private const int LongText = 800;
    private const int SomeText = 200;

    private static readonly FrozenSet<string> Items = new[]
    {
        "videoobject", "imageobject", "photograph", "mediaobject", "audioobject", "musicrecording", "socialmediaposting",
        "discussionforumposting", "article", "newsarticle", "blogposting", "profilepage", "imagegallery", "product", "video.other", "video.movie",
        "video.episode", "music.song", "profile", "video",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static Signal? Ask(PageFacts page)
    {
        var markup = page.Markup;
        if (markup.Players > 0 || markup.Types.Any(t => t != "article" && Items.Contains(t)) && page.MainLength > 0)
        {
            return Say(SignalWeight.Strong, 0.75, markup.Players > 0 ? "player" : "item-data");
        }

        return page switch
        {
            { MainLength: >= LongText } => Say(SignalWeight.Hint, 0.6, "long-text"),
            { OgMedia: true } or { Markup.Images: > 0 } or { Markup.Frames: > 0 } => Say(SignalWeight.Hint, 0.5, "pictures"),
            { MainLength: >= SomeText } => Say(SignalWeight.Hint, 0.4, "text"),
            _ => null,
        };
    }

    private static Signal Say(SignalWeight weight, double confidence, string name) =>
        new(Id, VerdictKind.Live, VerdictReasons.ContentPresent, weight, confidence, name);
}
