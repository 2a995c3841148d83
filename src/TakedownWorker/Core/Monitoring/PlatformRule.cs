using System.Collections.Immutable;
using TakedownWorker.Core.Intake;

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// What the platform's own file says about an answer overrides the general rules: a forum keeps the thread and drops the
/// post, a messenger answers 200 for what it deleted. The first clause that fits decides.
/// </summary>
internal static class PlatformRule
{
    public static readonly RuleId Id = new("MON-21");

    public static Platform? Recognise(JudgeBook book, string url, PageFacts? page) =>
        ReportedUrl.Parse(url).Url is { } parsed ? book.Platforms.FirstOrDefault(p => p.Knows(parsed, page)) : null;

    public static Signal? Ask(Platform platform, PageFacts page, PageFacts? extra)
    {
        if (ReportedUrl.Parse(page.Url).Url is not { } url)
        {
            return null;
        }

        foreach (var clause in platform.Clauses)
        {
            if ((clause.On == PlatformAnswer.Page ? page : extra) is { } answer && Fits(clause, url, answer))
            {
                return new Signal(
                    Id, clause.Means.Kind, clause.Means.Reason, SignalWeight.Certain, clause.Means.Confidence,
                    platform.Id + "-" + clause.Name);
            }
        }

        return null;
    }

    private static bool Fits(PlatformClause clause, ReportedUrl url, PageFacts answer)
    {
        var taken = clause.Path is null ? ImmutableDictionary<string, string>.Empty : clause.Path.Match(url);
        return taken is not null
            && (clause.Status.IsEmpty || clause.Status.Contains(answer.Status))
            && (clause.FirstStatus.IsEmpty || clause.FirstStatus.Contains(answer.FirstStatus))
            && (!clause.EndsHome || RedirectHomeRule.LeadsHome(answer.Url, answer.FinalUrl))
            && (clause.Has is null || answer.Query?.Has(UrlTemplate.Fill(clause.Has, taken)) == true)
            && (clause.Lacks is null || (answer.Query is { } query && !query.Has(UrlTemplate.Fill(clause.Lacks, taken))))
            && (clause.Pointer is null || PointerFits(clause, answer))
            && (clause.Says.IsEmpty || clause.Says.Any(s => answer.Source.Contains(s, StringComparison.Ordinal)))
            && (clause.EndsAt.IsEmpty || clause.EndsAt.Any(e => answer.FinalUrl.Contains(e, StringComparison.OrdinalIgnoreCase)));
    }

    private static bool PointerFits(PlatformClause clause, PageFacts answer) =>
        answer.Query?.Json(clause.Pointer!) is { } value
        && (clause.Value is null || string.Equals(clause.Value, value, StringComparison.OrdinalIgnoreCase));
}
