namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// A login page instead of the item. Live pages invite to log in as well, so a text alone is a hint; a redirect to a login, a
/// password field on a page that says little else, or a heading decides.
/// </summary>
internal static class LoginWallRule
{
    public static readonly RuleId Id = new("MON-13");

    public static Signal? Ask(PageReading read)
    {
        var page = read.Page;
        return WallSignal.Redirected(Id, read, Wall.LoginWall, VerdictKind.Withheld, VerdictReasons.LoginWall) switch
        {
            { } redirected => redirected,
            null when page.MainLength > PageReading.LongText => null,
            null when read.Prominent.Contains(Wall.LoginWall) => Say(SignalWeight.Strong, 0.85, "login-heading"),
            null when page.Markup.PasswordField && (read.InText.Contains(Wall.LoginWall) || page.MainLength <= PageReading.MessageText) =>
                Say(SignalWeight.Strong, 0.8, "password-field"),
            null when read.InText.Contains(Wall.LoginWall) => Say(SignalWeight.Hint, 0.6, "login-text"),
            _ => null,
        };
    }

    private static Signal Say(SignalWeight weight, double confidence, string name) =>
        new(Id, VerdictKind.Withheld, VerdictReasons.LoginWall, weight, confidence, name);
}
