using System.Collections.Immutable;
using TakedownWorker.Core.Escalation;
using TakedownWorker.Core.Intake;
using Step = (TakedownWorker.Core.TakedownId Takedown, TakedownWorker.Core.Decision Decision);

namespace TakedownWorker.Core.Monitoring;

/// <summary>
/// Are there further addresses of a reported page? They are offered to the caseworker once, those of the whole case in one
/// task; nothing is looked at or written about before somebody says so. MON-44: a page whose reported file is still there is
/// not removed, however gone the page is, and stops being so when its file turns out to be live.
/// </summary>
internal static class CompanionRule
{
    public static readonly RuleId FileLives = new("MON-44");

    private static readonly TaskKey Task = new(TaskKind.Companions, "companions");

    /// <summary>Steps for all takedowns of the case that have companions.</summary>
    public static IEnumerable<Step> Ask(CaseFile file, Policy policy, NodaTime.Instant at)
    {
        if (!AgeGateRule.Passes(file.Facts) || file.Facts.Closure != CaseClosure.None || file.Takedowns.All(t => t.Companions.IsEmpty))
        {
            return [];
        }

        var reported = file.Takedowns.Select(t => Companion.KeyOf(t.Url)).ToHashSet(StringComparer.Ordinal);
        return file.Takedowns.Where(t => !t.Companions.IsEmpty && !t.Quarantined)
            .SelectMany(t => Offer(t, reported).Concat(KeepOpen(file, t, policy, at)).Select(d => (t.Id, d)))
            .ToList();
    }

    /// <summary>Offered and not yet answered, with the page of each.</summary>
    public static IEnumerable<(Takedown Page, Companion Companion)> OpenOf(CaseFile file)
    {
        var known = file.Takedowns.Select(t => Companion.KeyOf(t.Url)).ToHashSet(StringComparer.Ordinal);
        return file.Takedowns.Where(t => t.Tasks.Contains(Task))
            .SelectMany(t => t.Companions.Where(c => !c.Declined).Select(c => (t, c)))
            .Where(x => known.Add(x.c.Key));
    }

    /// <summary>True while a file of this page, reported in the same case, is seen live.</summary>
    public static bool HasLiveFile(CaseFile file, Takedown page)
    {
        if (page.Companions.All(c => !c.IsFile))
        {
            return false;
        }

        var live = file.Takedowns.Where(t => t.Content == ContentState.Live && t.Id != page.Id).Select(t => Companion.KeyOf(t.Url)).ToHashSet(StringComparer.Ordinal);
        return page.Companions.Any(c => c.IsFile && live.Contains(c.Key));
    }

    private static IEnumerable<Decision> Offer(Takedown page, HashSet<string> reported)
    {
        var isOpen = page.Companions.Any(c => !c.Declined && !reported.Contains(c.Key));
        var isAsked = page.Tasks.Contains(Task);
        if (isOpen && !isAsked)
        {
            yield return new Decision.AskHuman(
                CompanionFinder.Id, Task, "Files or other forms of reported pages were found, which show the same. Approve to add them to the case, or reject to leave them; 'task show' lists them.");
            if (!page.Told.Contains(BriefingKind.CompanionsFound))
            {
                yield return new Decision.Tell(CompanionFinder.Id, BriefingKind.CompanionsFound);
            }
        }
        else if (!isOpen && isAsked)
        {
            yield return new Decision.SettleTask(CompanionFinder.Id, Task);
        }
    }

    private static IEnumerable<Decision> KeepOpen(CaseFile file, Takedown page, Policy policy, NodaTime.Instant at)
    {
        if (page.Content != ContentState.Removed || !HasLiveFile(file, page))
        {
            yield break;
        }

        var open = new Decision.ChangeContent(FileLives, ContentState.GoneUnconfirmed);
        var every = LookRhythmRule.Interval(page.After(open, at), policy, at);
        yield return open;
        yield return new Decision.Look(FileLives, at + every, every, ReportBack: false);
        yield return new Decision.WakeUp(FileLives, at + WakeUpRule.Daily);
    }
}
