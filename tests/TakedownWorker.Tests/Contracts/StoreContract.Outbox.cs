using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Storage;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Contracts;

/// <summary>Letters on their way: each rule that the claim re-checks, and what a dead sender leaves behind.</summary>
public abstract partial class StoreContract
{
    private static readonly Instant Fresh = Some.Start + Duration.FromHours(1);

    [Fact]
    public async Task A_queued_letter_leaves_once_with_its_try_and_is_done()
    {
        var (file, id) = await QueueAsync();

        var letter = Assert.Single((await ClaimLettersAsync()).Letters);

        Assert.Equal((file.Facts.Id, file.Notices[0].Id, 1, false), (letter.Case, letter.Notice, letter.Try, letter.PossibleDuplicate));
        Assert.Equal(SomeCase.Letter(id).Text, letter.Letter.Text);
        Assert.Empty((await ClaimLettersAsync()).Letters);
        Assert.True(await Letters.DoneAsync(letter, Stop));
        Store.Machine.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await ClaimLettersAsync()).Letters);
    }

    [Fact]
    public async Task Letters_are_claimed_once_by_eight_workers()
    {
        for (var number = 1; number <= 40; number++)
        {
            await QueueAsync(number: number);
        }

        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<Guid>();
            while (await Letters.ClaimAsync(Some.Start, new OutboxLimits(3), Lease, Stop) is { Letters.Length: > 0 } claim)
            {
                mine.AddRange(claim.Letters.Select(l => l.Id));
            }

            return mine;
        }, Stop)));
        var rest = (await Letters.ClaimAsync(Some.Start, new OutboxLimits(100), Lease, Stop)).Letters.Select(l => l.Id);

        Assert.Equal(40, claims.SelectMany(c => c).Concat(rest).Distinct().Count());
        Assert.Equal(40, claims.Sum(c => c.Count) + rest.Count());
    }

    [Fact]
    public async Task A_dead_lease_comes_back_as_a_possible_duplicate_with_the_same_message_id()
    {
        await QueueAsync();
        var first = Assert.Single((await ClaimLettersAsync()).Letters);
        Store.Machine.Advance(TimeSpan.FromMinutes(3));

        var second = Assert.Single((await ClaimLettersAsync()).Letters);

        Assert.Equal((2, true, first.Letter.MessageId), (second.Try, second.PossibleDuplicate, second.Letter.MessageId));
        Assert.False(await Letters.DoneAsync(first, Stop));
        Assert.False(await Letters.RetryAsync(first, Some.Start, doubtful: false, Stop));
        Assert.True(await Letters.DoneAsync(second, Stop));
    }

    [Fact]
    public async Task The_next_service_frees_what_a_killed_one_was_sending_only_where_nobody_else_may_live()
    {
        await QueueAsync();
        var first = Assert.Single((await ClaimLettersAsync()).Letters);

        var freed = await new ServiceLock(Store.Database).FreeDeadLeasesAsync(Stop);
        var again = (await ClaimLettersAsync()).Letters;

        if (Store.Settings.Postgres)
        {
            Assert.Equal(0, freed);
            Assert.Empty(again);
            return;
        }

        Assert.Equal((2, true, first.Letter.MessageId), (Assert.Single(again).Try, again[0].PossibleDuplicate, again[0].Letter.MessageId));
        Assert.False(await Letters.DoneAsync(first, Stop));
    }

    [Fact]
    public async Task A_later_try_that_fails_cleanly_takes_no_doubt_away()
    {
        await QueueAsync();
        var first = Assert.Single((await ClaimLettersAsync()).Letters);
        Assert.True(await Letters.RetryAsync(first, Some.Start, doubtful: true, Stop));
        var second = Assert.Single((await ClaimLettersAsync()).Letters);
        Assert.True(second.PossibleDuplicate);

        Assert.True(await Letters.RetryAsync(second, Some.Start + Gap, doubtful: false, Stop));

        Assert.Empty((await ClaimLettersAsync()).Letters);
        Assert.True(Assert.Single((await ClaimLettersAsync(Some.Start + Gap)).Letters).PossibleDuplicate);
    }

    [Fact]
    public async Task A_clean_failure_is_tried_again_without_a_mark()
    {
        await QueueAsync();
        await Letters.RetryAsync(Assert.Single((await ClaimLettersAsync()).Letters), Some.Start, doubtful: false, Stop);

        var second = Assert.Single((await ClaimLettersAsync()).Letters);

        Assert.Equal((2, false), (second.Try, second.PossibleDuplicate));
    }

    [Theory]
    [InlineData("paused")]
    [InlineData("closed")]
    [InlineData("quarantined")]
    public async Task A_stopped_case_holds_its_letters_and_says_so_until_the_runner_has_decided(string how)
    {
        var (file, _) = await QueueAsync();
        await ChangeAsync(file.Facts.Id, f => Stopped(f, how));

        var claim = await ClaimLettersAsync();

        Assert.Empty(claim.Letters);
        Assert.Equal(new HeldLetter(file.Facts.Id, file.Notices[0].Id, HoldReason.CaseStopped), Assert.Single(claim.Held));
        Assert.Empty((await ClaimLettersAsync()).Held);
        Store.Machine.Advance(TimeSpan.FromMinutes(3));
        Assert.Single((await ClaimLettersAsync()).Held);
    }

    [Theory]
    [InlineData("paused", true)]
    [InlineData("closed", true)]
    [InlineData("quarantined", false)]
    public async Task A_withdrawal_leaves_a_stopped_case_but_never_a_quarantined_one(string how, bool leaves)
    {
        var (file, _) = await QueueAsync(kind: ItemKind.Withdrawal);
        await ChangeAsync(file.Facts.Id, f => Stopped(f, how));

        var claim = await ClaimLettersAsync();

        Assert.Equal((leaves ? 1 : 0, leaves ? 0 : 1), (claim.Letters.Length, claim.Held.Length));
    }

    [Fact]
    public async Task A_letter_whose_look_is_one_hour_old_is_held_exactly_then()
    {
        await QueueAsync();

        var claim = await ClaimLettersAsync(Fresh);

        Assert.Empty(claim.Letters);
        Assert.Equal(HoldReason.StaleLook, Assert.Single(claim.Held).Reason);
        Store.Machine.Advance(TimeSpan.FromMinutes(3));
        Assert.Single((await ClaimLettersAsync(Fresh - Duration.FromTicks(1))).Letters);
    }

    [Fact]
    public async Task A_letter_that_is_no_longer_queued_never_leaves()
    {
        var (file, _) = await QueueAsync();
        await ChangeAsync(file.Facts.Id, f => f.With(f.Notices[0] with { State = NoticeState.Withdrawn }));

        var claim = await ClaimLettersAsync();

        Assert.Empty(claim.Letters);
        Assert.Empty(claim.Held);
    }

    [Fact]
    public async Task Hold_all_keeps_letters_where_they_are_and_lets_briefings_leave()
    {
        await QueueAsync();
        await QueueAsync(number: 2, briefing: true);
        await Letters.SetHoldAsync(true, "asked by the lead", Stop);

        var claim = await ClaimLettersAsync();

        Assert.Null(Assert.Single(claim.Letters).Notice);
        Assert.Empty(claim.Held);
        Assert.Equal((true, "asked by the lead"), await Letters.GetHoldAsync(Stop));
        await Letters.SetHoldAsync(false, "", Stop);
        Assert.Equal((false, null), await Letters.GetHoldAsync(Stop));
        Assert.Single((await ClaimLettersAsync()).Letters);
    }

    [Fact]
    public async Task A_briefing_leaves_a_stopped_case()
    {
        var (file, _) = await QueueAsync(briefing: true);
        await ChangeAsync(file.Facts.Id, f => Stopped(f, "quarantined"));

        Assert.Single((await ClaimLettersAsync()).Letters);
    }

    [Fact]
    public async Task A_doubtful_letter_of_a_stopped_case_is_not_repeated_until_it_goes_on()
    {
        var (file, _) = await QueueAsync();
        await ClaimLettersAsync();
        Store.Machine.Advance(TimeSpan.FromMinutes(3));
        await ChangeAsync(file.Facts.Id, f => Stopped(f, "paused"));

        Assert.Empty((await ClaimLettersAsync()).Letters);
        await using (var session = await OpenAsync(file.Facts.Id))
        {
            Assert.Equal(NoticeState.Doubtful, session.File.Notices[0].State);
        }

        await ChangeAsync(file.Facts.Id, f => f with { Facts = f.Facts with { Paused = false } });
        Assert.True(Assert.Single((await ClaimLettersAsync()).Letters).PossibleDuplicate);
    }

    [Fact]
    public async Task A_recall_takes_a_letter_back_before_it_leaves()
    {
        var (file, _) = await QueueAsync();

        await ChangeAsync(file.Facts.Id, f => f, c => c with { Outbox = [new OutboxChange.Recall(file.Notices[0].Id)] });

        Assert.Empty((await ClaimLettersAsync()).Letters);
    }

    [Fact]
    public async Task A_letter_on_its_way_is_seen_as_sending_and_cannot_be_taken_back()
    {
        var (file, _) = await QueueAsync();
        await ClaimLettersAsync();

        await using var session = await OpenAsync(file.Facts.Id);
        Assert.Equal(NoticeState.Sending, session.File.Notices[0].State);
        await Assert.ThrowsAsync<CaseChangedException>(() => session.CommitAsync(
            SomeCase.Commit(session.File) with { Outbox = [new OutboxChange.Recall(file.Notices[0].Id)] }, Stop));
    }

    [Fact]
    public async Task A_letter_stands_in_the_outbox_once()
    {
        var (file, _) = await QueueAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => ChangeAsync(file.Facts.Id, f => f, c => c with
        {
            Outbox = [Queue(Guid.NewGuid(), file.Notices[0].Id)],
        }));
    }

    [Fact]
    public async Task A_letter_that_was_altered_is_not_sent_and_not_lost()
    {
        await QueueAsync();
        await QueueAsync(number: 2);
        await Store.TamperAsync("UPDATE outbox SET letter = (SELECT letter FROM outbox o WHERE o.id <> outbox.id) WHERE id = (SELECT id FROM outbox ORDER BY id LIMIT 1)");

        var claim = await ClaimLettersAsync();
        Assert.Single(claim.Letters);
        Assert.Equal([HoldReason.Damaged], claim.Damaged.Select(d => d.Reason));
        Store.Machine.Advance(TimeSpan.FromMinutes(3));
        Assert.Single((await ClaimLettersAsync()).Letters);
    }

    private IOutbox Letters => Store.Outbox;

    private Task<OutboxClaim> ClaimLettersAsync(Instant? now = null) => Letters.ClaimAsync(now ?? Some.Start, new OutboxLimits(10), Lease, Stop);

    private static CaseFile Stopped(CaseFile file, string how) => file with
    {
        Facts = how switch
        {
            "paused" => file.Facts with { Paused = true },
            "closed" => file.Facts with { Closure = CaseClosure.Withdrawn },
            _ => file.Facts with { Quarantined = true },
        },
    };

    private static OutboxChange.Queue Queue(Guid id, NoticeId? notice, ItemKind kind = ItemKind.First) => new(
        id, notice, SomeCase.Letter(id), Some.Start, notice is null || kind == ItemKind.Withdrawal ? null : Fresh, kind == ItemKind.First && notice is not null);

    private async Task<(CaseFile File, Guid Id)> QueueAsync(int number = 1, ItemKind kind = ItemKind.First, bool briefing = false)
    {
        var file = SomeCase.File(number: number);
        file = file with { Notices = [SomeCase.Notice(file, kind: kind)] };
        var id = DerivedId.From("outbox", $"{number}");
        await CommitNewAsync(SomeCase.Commit(file) with { Outbox = [Queue(id, briefing ? null : file.Notices[0].Id, kind)] });
        return (file, id);
    }
}
