namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// The page says in its title, a heading or its main message that the item is not there. Comments, navigation and
/// scripts were never read. In a text alone, beside a heading of its own, the phrase is a hint and needs a second signal.
/// </summary>
internal static class GonePhraseRule
{
    public static readonly RuleId Id = new("MON-11");

    public static Signal? Ask(PageReading read)
    {
        var (title, heading, text) = (Says(read.GoneInTitle), Says(read.GoneInHeading), Says(read.GoneInText));
        var places = (title ? 1 : 0) + (heading ? 1 : 0) + (text ? 1 : 0);
        if (places == 0)
        {
            return new[] { read.GoneInTitle, read.GoneInHeading, read.GoneInText }.Contains(GoneMeaning.Weak) && read.Page.MainLength <= PageReading.LongText
                ? Say(SignalWeight.Hint, 0.3, "weak-phrase")
                : null;
        }

        var length = read.Page.MainLength;
        var name = Removed(read) ? "removed" : "missing";
        return places switch
        {
            >= 2 when length <= PageReading.LongText => Say(SignalWeight.Strong, 0.85, name + "-twice"),
            _ when heading && length <= 1000 && (title || !read.HasOwnHeading || text) => Say(SignalWeight.Strong, 0.8, name + "-heading"),
            _ when title && length <= 1000 && !read.HasOwnHeading => Say(SignalWeight.Strong, 0.75, name + "-title"),
            _ when text && read.GoneIsMessage && length <= 1000 => Say(SignalWeight.Strong, 0.75, name + "-message"),
            _ when text && length <= PageReading.MessageText && !read.HasOwnHeading => Say(SignalWeight.Strong, 0.7, name + "-only-text"),
            _ when length <= PageReading.LongText => Say(SignalWeight.Hint, 0.5, name + "-mentioned"),
            _ => null,
        };
    }

    /// <summary>Whether something is said to have been there once.</summary>
    public static bool Removed(PageReading read) =>
        read.GoneInTitle == GoneMeaning.Removed || read.GoneInHeading == GoneMeaning.Removed || read.GoneInText == GoneMeaning.Removed;

    private static bool Says(GoneMeaning meaning) => meaning > GoneMeaning.Weak;

    private static Signal Say(SignalWeight weight, double confidence, string name) =>
        new(Id, VerdictKind.Gone, VerdictReasons.GonePhrase, weight, confidence, name);
}
