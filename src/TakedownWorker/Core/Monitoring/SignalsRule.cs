using System.Collections.Immutable;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Weighs all signals of a page that was shown. A certain one decides; strong ones decide unless as strong ones speak
/// against them; hints decide only together. When signals disagree nothing is concluded, and all of them are listed.
/// </summary>
internal static class SignalsRule
{
    public static readonly RuleId Id = new("MON-22");

    public static Judgement Weigh(ImmutableArray<Signal> signals)
    {
        if (signals.FirstOrDefault(s => s.Weight == SignalWeight.Certain) is { } certain)
        {
            return new Judgement(certain.Verdict, certain.Rule);
        }

        var walls = Strong(signals, VerdictKind.Withheld).AddRange(Strong(signals, VerdictKind.Unreachable));
        var gone = Strong(signals, VerdictKind.Gone);
        var live = Strong(signals, VerdictKind.Live);
        var open = Strong(signals, VerdictKind.Inconclusive);
        return (walls.Length, gone.Length, live.Length, open.Length) switch
        {
            (> 0, 0, _, _) => Walled(walls, live),
            (> 0, > 0, _, _) => Disagree(),
            (0, > 0, 0, 0) => Best(gone, 0.05 * (gone.Length - 1)),
            (0, 1, > 0, _) => Against(gone[0], live),
            (0, > 1, > 0, 0) => live.Any(l => l.Rule == Soft404Rule.Id) || gone.All(IsWords) ? Disagree() : Best(gone, -0.1),
            (0, > 0, 0, > 0) => Disagree(),
            (0, 0, _, > 0) => new Judgement(open[0].Verdict, open[0].Rule),
            (0, 0, > 0, _) => Best(live, 0.05 * (live.Length - 1) - 0.1 * Hints(signals, VerdictKind.Gone).Length),
            _ => Weak(signals),
        };
    }

    /// <summary>
    /// A page that says "removed" where addresses that cannot exist get another answer is a tombstone of an item; one that
    /// says "not found" there may be about those words.
    /// </summary>
    private static Judgement Against(Signal gone, ImmutableArray<Signal> live) =>
        gone.Rule == GonePhraseRule.Id && gone.Name.StartsWith("removed-", StringComparison.Ordinal)
            && gone.Confidence >= 0.75 && live.All(l => l.Rule == Soft404Rule.Id)
            ? new Judgement(gone.Verdict with { Confidence = 0.7 }, gone.Rule)
            : Disagree();

    /// <summary>Rests on the page's own words, which may be those of a title: two such signals are one.</summary>
    private static bool IsWords(Signal gone) =>
        gone.Rule == GonePhraseRule.Id || gone.Rule == GoneMarkRule.Id || gone.Name == Soft404Rule.SiblingSaysGone;

    /// <summary>A player in sight speaks against a wall; that a sibling differs does not.</summary>
    private static Judgement Walled(ImmutableArray<Signal> walls, ImmutableArray<Signal> live) =>
        live.Any(l => l.Rule == ContentPresentRule.Id) ? Disagree() : Best(walls, 0);

    private static Judgement Weak(ImmutableArray<Signal> signals)
    {
        var gone = Hints(signals, VerdictKind.Gone);
        var live = Hints(signals, VerdictKind.Live);
        var walls = Hints(signals, VerdictKind.Withheld);
        return (gone.Length, live.Length, walls.Length) switch
        {
            (> 1, 0, 0) when gone.Sum(g => g.Confidence) >= 0.8 => Best(gone, 0.1),
            (0, 0, > 0) => Best(walls, 0),
            (0, > 0, 0) => new Judgement(new Verdict(VerdictKind.Live, VerdictReasons.HttpOk, live[0].Confidence - 0.1), OkStatusRule.Id),
            (0, 0, 0) => new Judgement(new Verdict(VerdictKind.Inconclusive, VerdictReasons.NoEvidence, 0.5), Id),
            _ => Disagree(),
        };
    }

    private static Judgement Best(ImmutableArray<Signal> signals, double more)
    {
        var best = signals.MaxBy(s => s.Confidence)!;
        return new Judgement(best.Verdict with { Confidence = Math.Round(Math.Clamp(best.Confidence + more, 0.3, 0.95), 2) }, best.Rule);
    }

    private static Judgement Disagree() =>
        new(new Verdict(VerdictKind.Inconclusive, VerdictReasons.SignalsDisagree, 0.5), Id);

    private static ImmutableArray<Signal> Strong(ImmutableArray<Signal> signals, VerdictKind kind) =>
        [.. signals.Where(s => s.Kind == kind && s.Weight == SignalWeight.Strong)];

    private static ImmutableArray<Signal> Hints(ImmutableArray<Signal> signals, VerdictKind kind) =>
        [.. signals.Where(s => s.Kind == kind && s.Weight == SignalWeight.Hint)];
}
