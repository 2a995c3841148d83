using CsCheck;
using TakedownWorker.Core;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Core.Notices;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core;

/// <summary>What holds over any order of events (DESIGN 5): 1,000 random lives a property.</summary>
[Trait("Category", "Slow")]
public sealed class CaseProperties
{
    private const int Lives = 1_000;

    [Fact]
    public void Never_two_letters_for_one_item() => Over(c =>
    {
        var twice = c.World.Departures.Where(d => !d.Repeat)
            .SelectMany(d => d.Items.Select(i => (Item: i, d.Letter.Id)))
            .GroupBy(x => x.Item).FirstOrDefault(g => g.Select(x => x.Id).Distinct().Count() > 1);
        Assert.True(twice is null, $"{twice?.Key} left in {twice?.Count()} letters");
    });

    [Fact]
    public void A_letter_leaves_once_but_for_marked_repeats() => Over(c =>
    {
        var twice = c.World.Departures.Where(d => !d.Repeat).GroupBy(d => d.Letter.Id).FirstOrDefault(g => g.Count() > 1);
        Assert.True(twice is null, "a letter left twice unmarked");
    });

    [Fact]
    public void Rungs_never_fall_within_an_attempt_and_attempts_never_fall()
    {
        var rungs = new Dictionary<TakedownId, (int Attempt, int Rung)>();
        Over(_ => { }, (c, name) =>
        {
            foreach (var t in c.World.File.Takedowns)
            {
                if (name == "first" || !rungs.TryGetValue(t.Id, out var was))
                {
                    was = (1, 0);
                }

                Assert.True(t.Attempt > was.Attempt || (t.Attempt == was.Attempt && t.Rung >= was.Rung), $"{was} became {(t.Attempt, t.Rung)} after {name}");
                rungs[t.Id] = (t.Attempt, t.Rung);
            }
        }, () => rungs.Clear());
    }

    [Fact]
    public void Nothing_but_a_withdrawal_leaves_after_close_pause_withdrawal_or_the_end_of_authority() => Over(c =>
    {
        foreach (var d in c.World.Departures.Where(d => !d.Repeat && d.Letter.Kind != ItemKind.Withdrawal))
        {
            foreach (var t in d.Before.In(d.Letter))
            {
                Assert.False(d.Before.Facts.Paused, "left a paused case");
                Assert.Equal(CaseClosure.None, d.Before.Facts.Closure);
                Assert.True(WritingGateRule.HasAuthority(d.Before.Facts, d.At), "left without authority");
                Assert.False(t.LadderStopped, "left after a withdrawal");
                Assert.NotNull(t.Witness);
            }
        }
    });

    [Fact]
    public void Nothing_at_all_leaves_in_quarantine_or_without_adult_confirmation() => Over(c =>
    {
        foreach (var d in c.World.Departures)
        {
            Assert.False(d.Before.Facts.Quarantined, "left in quarantine");
            Assert.True(d.Letter.Kind == ItemKind.Withdrawal || d.Repeat || AgeGateRule.Passes(d.Before.Facts), "left without adult confirmation");
        }
    });

    [Fact]
    public void Every_letter_that_left_was_seen_live_under_an_hour_before() => Over(c =>
    {
        foreach (var d in c.World.Departures.Where(d => !d.Repeat && d.Letter.Kind != ItemKind.Withdrawal))
        {
            Assert.All(d.Before.In(d.Letter), t => Assert.True(FreshLookRule.IsFresh(t, d.At), $"{t.Content}, seen {t.Sightings.LastLive}, left {d.At}"));
        }
    });

    [Fact]
    public void Every_letter_that_needs_approval_left_with_one_that_covers_it() => Over(c =>
    {
        foreach (var d in c.World.Departures.Where(d => !d.Repeat))
        {
            var context = new NoticeContext(d.At, c.World.Rulebook, [], []);
            Assert.True(
                ApprovalRule.WhyNeeded(d.Letter, d.Before.Facts, context) is null
                || ApprovalRule.Covers(d.Letter.Approval, d.Letter.FrameHash, LetterEventRule.Urls(d.Before, d.Letter)),
                "left without approval");
        }
    });

    [Fact]
    public void Nobody_is_forgotten() => Over(_ => { }, (c, name) =>
    {
        foreach (var t in c.World.File.Takedowns)
        {
            var state = t.StateIn(c.World.File.Facts);
            if (state is not (TakedownState.Closed or TakedownState.Quarantined))
            {
                Assert.True(t.NextLook is not null || t.WakeUp is not null || t.Tasks.Length > 0, $"{state} {t.Content} forgotten after {name}");
            }

            if (state == TakedownState.Open)
            {
                Assert.True(t.WakeUp is not null || t.Tasks.Length > 0, $"open and {t.Content}, without wake-up or task after {name}");
            }
        }
    });

    [Fact]
    public void The_same_event_twice_changes_nothing()
    {
        Over(c =>
        {
            var e = new TakedownEvent.Observed(Some.EventId(), c.World.Now, Some.Look(c.World.Now, VerdictKind.Live));
            c.World.Tell(e);
            var before = c.World.File;
            var again = c.World.Tell(e);
            Assert.Empty(again.Decisions);
            Assert.Empty(again.NoticeDecisions);
            Assert.Same(before, c.World.File);
        });
    }

    [Fact]
    public void A_hosts_word_never_changes_what_was_seen() => OverChanges((_, before, after, name) =>
        Assert.False(name == "reply" && before != after, "an answer changed the content"));

    [Fact]
    public void Removed_needs_its_looks() => OverChanges((c, before, after, _) =>
        Assert.True(
            before == ContentState.Removed || after != ContentState.Removed
            || RemovalConfirmationRule.IsProven(c.World.The.Sightings, c.World.Rulebook.Installation),
            "removed without proof"));

    [Fact]
    public void Nothing_is_removed_while_its_file_is_live() => Over(_ => { }, (c, name) =>
    {
        var facts = c.World.File.Facts;
        Assert.True(
            !AgeGateRule.Passes(facts) || facts.Closure != CaseClosure.None || c.World.The.Content != ContentState.Removed
            || !CompanionRule.HasLiveFile(c.World.File, c.World.The),
            $"removed after {name}");
    });

    private static void OverChanges(Action<RandomCase, ContentState, ContentState, string> holds)
    {
        var was = ContentState.Unseen;
        Over(_ => { }, (c, name) =>
        {
            holds(c, was, c.World.The.Content, name);
            was = c.World.The.Content;
        }, () => was = ContentState.Unseen);
    }

    private static void Over(Action<RandomCase> holds, Action<RandomCase, string>? after = null, Action? first = null) =>
        RandomCase.Lives.Sample(life =>
        {
            first?.Invoke();
            holds(RandomCase.Live(life, after));
        }, iter: Lives, threads: after is null ? -1 : 1);
}
