namespace TakedownWorker.Core.Monitoring;

/// <summary>The three ways in which a page shows a wall, alike for every kind of wall.</summary>
internal static class WallSignal
{
    /// <summary>A vendor's sign is certain; one of parking or of a suspended site can be copied, and is strong.</summary>
    public static Signal? Marked(RuleId id, PageReading read, Wall wall, VerdictKind kind, string reason) =>
        read.Marker is { } marker && marker.Means == wall
            ? new Signal(id, kind, reason, kind == VerdictKind.Gone ? SignalWeight.Strong : SignalWeight.Certain, 0.9, marker.Id)
            : null;

    public static Signal? Redirected(RuleId id, PageReading read, Wall wall, VerdictKind kind, string reason) =>
        read.EndsAt == wall ? new Signal(id, kind, reason, SignalWeight.Certain, 0.85, "ends-at-" + Kebab.Name(wall)) : null;

    /// <summary>Named in the title or a heading of a page without long text, or in the text of one that is a message only.</summary>
    public static Signal? Named(RuleId id, PageReading read, Wall wall, VerdictKind kind, string reason)
    {
        var message = read.Page.MainLength <= 2 * PageReading.MessageText;
        return (read.Prominent.Contains(wall), read.InText.Contains(wall)) switch
        {
            (true, _) when read.Page.MainLength <= PageReading.LongText =>
                new Signal(id, kind, reason, SignalWeight.Strong, 0.8, Kebab.Name(wall) + "-heading"),
            (_, true) when message => new Signal(id, kind, reason, SignalWeight.Strong, 0.7, Kebab.Name(wall) + "-text"),
            (_, true) => new Signal(id, kind, reason, SignalWeight.Hint, 0.5, Kebab.Name(wall) + "-mentioned"),
            _ => null,
        };
    }
}
