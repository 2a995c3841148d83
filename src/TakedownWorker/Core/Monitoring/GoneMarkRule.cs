namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// An element whose class or id says "not found", in whatever language its text is. On a page with nothing else to show it
/// decides, elsewhere it is a hint: templates carry such elements unseen.
/// </summary>
internal static class GoneMarkRule
{
    public static readonly RuleId Id = new("MON-28");

    private const int NextToNothing = 200;

    public static Signal? Ask(PageReading read) => read.Page switch
    {
        { Markup.GoneMark: false } => null,
        { MainLength: <= NextToNothing } when !read.HasOwnHeading =>
            new Signal(Id, VerdictKind.Gone, VerdictReasons.GonePhrase, SignalWeight.Strong, 0.65, "missing-mark"),
        { MainLength: <= PageReading.LongText } => new Signal(Id, VerdictKind.Gone, VerdictReasons.GonePhrase, SignalWeight.Hint, 0.45, "missing-mark"),
        _ => null,
    };
}
