using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Monitoring;

/// <summary>MON-42: when an answer that is known again need not be read.</summary>
public sealed class PageMemoryTests
{
    private static readonly PageMark Mark = new("abc", "\"tag\"", "Mon, 23 Nov 2026 10:00:00 GMT");

    private static readonly PageMemory Live = new(Mark, VerdictKind.Live, Some.Start, "book");

    [Fact]
    public void A_live_page_known_again_is_live() =>
        Assert.True(PageMemoryRule.Serves(Live, ContentState.Live, Some.Start + Duration.FromDays(6), "book"));

    [Fact]
    public void After_a_week_it_is_read_again() =>
        Assert.False(PageMemoryRule.Serves(Live, ContentState.Live, Some.Start + PageMemoryRule.Longest, "book"));

    [Fact]
    public void What_other_phrases_judged_is_read_again() =>
        Assert.False(PageMemoryRule.Serves(Live, ContentState.Live, Some.Start, "another"));

    [Theory]
    [InlineData(nameof(ContentState.Removed))]
    [InlineData(nameof(ContentState.GoneUnconfirmed))]
    [InlineData(nameof(ContentState.Unseen))]
    public void A_live_page_is_news_where_another_state_was_expected(string expected) =>
        Assert.False(PageMemoryRule.Serves(Live, Enum.Parse<ContentState>(expected), Some.Start, "book"));

    [Fact]
    public void Gone_that_is_being_confirmed_is_read_at_every_look() =>
        Assert.False(PageMemoryRule.Serves(Live with { Kind = VerdictKind.Gone }, ContentState.GoneUnconfirmed, Some.Start, "book"));

    [Fact]
    public void No_validator_is_kept_of_what_is_gone() =>
        Assert.Equal(new PageMark("abc", null, null), Remember(VerdictKind.Gone)?.Mark);

    [Theory]
    [InlineData(nameof(VerdictKind.Inconclusive))]
    [InlineData(nameof(VerdictKind.Withheld))]
    [InlineData(nameof(VerdictKind.Unreachable))]
    public void Only_live_and_gone_are_remembered(string kind) => Assert.Null(Remember(Enum.Parse<VerdictKind>(kind)));

    private static PageMemory? Remember(VerdictKind kind) =>
        PageMemoryRule.Of(new LookFacts { Url = "https://board.test/", At = Some.Start, Mark = Mark }, new Verdict(kind, "x", 1), "book");
}
