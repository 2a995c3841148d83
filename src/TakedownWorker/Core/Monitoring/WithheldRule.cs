using NodaTime;

namespace TakedownWorker.Core.Monitoring;

/// <summary>Has the site kept us out for a day? Then a human is asked to look (DESIGN 3): no new letter until they say live.</summary>
internal static class WithheldRule
{
    public const string Subject = "withheld";
    public static readonly RuleId AskHuman = new("MON-37");
    public static readonly Duration Patience = Duration.FromHours(24);

    public static IEnumerable<Decision> Ask(Situation s) =>
        s.Now is { Content: ContentState.Withheld, ContentSince: { } since } && s.At - since >= Patience
            ? s.Ask(AskHuman, TaskKind.ManualLook, Subject, "The site does not show this address to the worker. Look yourself and answer live or gone.")
                .Concat(s.Tell(AskHuman, BriefingKind.LookNeeded))
            : [];
}
