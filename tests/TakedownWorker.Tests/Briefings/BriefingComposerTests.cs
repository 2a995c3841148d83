using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Packs;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Packs;

namespace TakedownWorker.Tests.Briefings;

public sealed class BriefingComposerTests
{
    private static readonly BriefingComposer Composer =
        new(SomeLetter.Packs, SomeLetter.Organisation with { HotlineText = "Report to the hotline with the reference, by telephone." });

    public static TheoryData<string> Kinds => [.. Enum.GetNames<BriefingKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_says_what_happened_what_was_done_and_what_is_asked(string kind)
    {
        var briefing = Composer.Compose(Request(Enum.Parse<BriefingKind>(kind), Entries(2)));

        GoldenFile.Check($"briefing.{Kebab.Name(Enum.Parse<BriefingKind>(kind))}.txt", $"Subject: {briefing.Subject}\n\n{briefing.Text}");
        Assert.Contains("What the worker did", briefing.Text, StringComparison.Ordinal);
        Assert.Contains("What is asked of you", briefing.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_briefing_has_a_link_an_image_or_an_address_that_a_mail_program_would_open(string kind)
    {
        var entries = Entries(2).SetItem(0, Entries(1)[0] with { DefangedUrl = "https://board.example/t/1" });
        var briefing = Composer.Compose(Request(Enum.Parse<BriefingKind>(kind), entries));

        Assert.DoesNotContain("<a ", briefing.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", briefing.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("://board.example", briefing.Html + briefing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_and_fifty_addresses_are_twenty_lines_and_a_count()
    {
        var briefing = Composer.Compose(Request(BriefingKind.Removed, Entries(150)));

        Assert.Equal(20, briefing.Text.Split('\n').Count(l => l.Contains("hxxps://", StringComparison.Ordinal)));
        Assert.Contains("130 more addresses", briefing.Text, StringComparison.Ordinal);
        Assert.Contains("(150 addresses)", briefing.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void In_trial_mode_subject_and_first_line_say_that_nothing_was_sent()
    {
        var briefing = Composer.Compose(Request(BriefingKind.HostIgnores, Entries(1)) with { Trial = true });

        Assert.StartsWith("[NOT SENT]", briefing.Subject, StringComparison.Ordinal);
        Assert.StartsWith("* NOT SENT", briefing.Text.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public void One_vantage_is_named_only_where_it_is_true()
    {
        Assert.Contains("one place only", Composer.Compose(Request(BriefingKind.Removed, Entries(1)) with { OneVantageOnly = true }).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("one place only", Composer.Compose(Request(BriefingKind.Removed, Entries(1))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Possibly_under_18_never_carries_an_address_and_carries_the_hotline_steps()
    {
        var briefing = Composer.Compose(Request(BriefingKind.UnderAge, Entries(3)));

        Assert.DoesNotContain("board", briefing.Subject + briefing.Text + briefing.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Report to the hotline with the reference", briefing.Text, StringComparison.Ordinal);
        Assert.Contains("TakedownWorker case show TD-7Q2M4X --hotline", briefing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wanted_approval_gives_the_exact_commands() =>
        Assert.Contains("    TakedownWorker task approve task-1\n", Composer.Compose(Request(BriefingKind.ApprovalWanted, Entries(1))).Text, StringComparison.Ordinal);

    [Fact]
    public void The_persons_name_in_an_address_is_masked()
    {
        var entries = Entries(1).SetItem(0, Entries(1)[0] with { DefangedUrl = "hxxps://board[.]example/quuxley-1" });

        Assert.DoesNotContain("quuxley", Composer.Compose(Request(BriefingKind.Removed, entries)).Text, StringComparison.OrdinalIgnoreCase);
    }

    private static BriefingRequest Request(BriefingKind kind, ImmutableArray<BriefingEntry> entries) =>
        new(SomeLetter.Case, kind, entries, Trial: false, OneVantageOnly: false, SomeLetter.Now);

    private static ImmutableArray<BriefingEntry> Entries(int count) =>
    [
        .. Enumerable.Range(1, count).Select(i => new BriefingEntry(
            string.Create(CultureInfo.InvariantCulture, $"hxxps://board[.]example/t/{i}"), "still online", "task-1", "board.example", Instant.FromUtc(2026, 11, 20, 14, 30))),
    ];
}
