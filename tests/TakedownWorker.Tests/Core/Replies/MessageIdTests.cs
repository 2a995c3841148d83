using TakedownWorker.Core;
using TakedownWorker.Core.Replies;

namespace TakedownWorker.Tests.Core.Replies;

public sealed class MessageIdTests
{
    private static readonly NoticeId Notice = new(DerivedId.From("n"));

    [Fact]
    public void A_repeat_of_a_notice_carries_the_same_id() =>
        Assert.Equal(MessageId.For(Notice, "helpline.test"), MessageId.For(new NoticeId(DerivedId.From("n")), "helpline.test"));

    [Fact]
    public void Two_notices_differ() =>
        Assert.NotEqual(MessageId.For(Notice, "helpline.test"), MessageId.For(new NoticeId(DerivedId.From("m")), "helpline.test"));

    [Fact]
    public void A_briefing_never_has_the_id_of_a_notice() =>
        Assert.NotEqual(MessageId.For(Notice, "helpline.test"), MessageId.ForBriefing(Notice.Value, "helpline.test"));

    [Fact]
    public void It_stands_without_angle_brackets_and_ends_in_the_domain() =>
        Assert.Matches("^[a-z0-9.]+@helpline\\.test$", MessageId.For(Notice, "helpline.test"));
}
