using CsCheck;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Monitoring;

public sealed class JudgeTests
{
    [Theory]
    [InlineData(200, "live http-ok")]
    [InlineData(404, "gone http-404")]
    [InlineData(410, "gone http-410")]
    [InlineData(401, "withheld http-401")]
    [InlineData(403, "withheld http-403")]
    [InlineData(429, "withheld rate-limited")]
    [InlineData(451, "withheld legal-block")]
    [InlineData(500, "unreachable server-error")]
    [InlineData(503, "unreachable server-error")]
    [InlineData(599, "unreachable server-error")]
    [InlineData(400, "inconclusive client-error")]
    [InlineData(499, "inconclusive client-error")]
    [InlineData(202, "inconclusive unexpected-status")]
    [InlineData(204, "inconclusive unexpected-status")]
    [InlineData(304, "inconclusive unexpected-status")]
    [InlineData(999, "inconclusive unexpected-status")]
    public void A_status_has_one_meaning(int status, string expected) =>
        Assert.Equal(expected, Say(Judge.Of(SomeLook.Answered(status))));

    [Theory]
    [InlineData(nameof(LookFailure.DnsFailure), "unreachable dns-failure")]
    [InlineData(nameof(LookFailure.TlsFailure), "unreachable tls-failure")]
    [InlineData(nameof(LookFailure.ConnectFailure), "unreachable connect-failure")]
    [InlineData(nameof(LookFailure.Timeout), "unreachable timeout")]
    [InlineData(nameof(LookFailure.TooLarge), "inconclusive too-large")]
    [InlineData(nameof(LookFailure.RedirectLoop), "inconclusive redirect-loop")]
    [InlineData(nameof(LookFailure.PrivateAddress), "inconclusive private-address")]
    [InlineData(nameof(LookFailure.InvalidUrl), "inconclusive invalid-url")]
    [InlineData(nameof(LookFailure.PortRefused), "inconclusive port-refused")]
    [InlineData(nameof(LookFailure.BadRedirect), "inconclusive bad-redirect")]
    [InlineData(nameof(LookFailure.HostResting), "inconclusive host-resting")]
    [InlineData(nameof(LookFailure.ProtocolError), "inconclusive protocol-error")]
    public void A_failure_has_one_meaning(string failure, string expected) =>
        Assert.Equal(expected, Say(Judge.Of(SomeLook.Failed(Enum.Parse<LookFailure>(failure)))));

    [Fact]
    public void A_failure_weighs_more_than_the_status_seen_before_it() =>
        Assert.Equal(
            "inconclusive too-large",
            Say(Judge.Of(SomeLook.Answered(404) with { Failure = LookFailure.TooLarge })));

    [Theory]
    [InlineData(nameof(LookFailure.DnsFailure))]
    [InlineData(nameof(LookFailure.TlsFailure))]
    [InlineData(nameof(LookFailure.ConnectFailure))]
    [InlineData(nameof(LookFailure.Timeout))]
    public void With_silent_controls_a_network_failure_is_our_own_outage(string failure) =>
        Assert.Equal(
            "inconclusive own-outage",
            Say(Judge.Of(SomeLook.Failed(Enum.Parse<LookFailure>(failure)), controlsAnswered: false)));

    [Theory]
    [InlineData(true)]
    [InlineData(null)]
    public void Without_silent_controls_a_network_failure_is_the_hosts(bool? controls) =>
        Assert.Equal(
            "unreachable timeout", Say(Judge.Of(SomeLook.Failed(LookFailure.Timeout), controls)));

    [Fact]
    public void Silent_controls_change_no_answer_that_arrived() =>
        Assert.Equal("gone http-404", Say(Judge.Of(SomeLook.Answered(404), controlsAnswered: false)));

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/svg+xml")]
    [InlineData("video/mp4")]
    [InlineData("audio/ogg")]
    [InlineData("application/vnd.apple.mpegurl")]
    public void Media_is_live_by_its_headers(string type) =>
        Assert.Equal("live media-present", Say(Judge.Of(SomeLook.Answered(200, type, length: null))));

    [Fact]
    public void A_missing_image_is_gone_whatever_its_type() =>
        Assert.Equal("gone http-404", Say(Judge.Of(SomeLook.Answered(404, "image/png"))));

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/png")]
    public void Success_without_a_byte_proves_nothing(string type) =>
        Assert.Equal("inconclusive empty-answer", Say(Judge.Of(SomeLook.Answered(200, type, length: 0))));

    [Fact]
    public void Plain_success_is_the_weakest_kind_of_live() =>
        Assert.Equal(0.6, Judge.Of(SomeLook.Answered(200)).Confidence);

    [Theory]
    [InlineData("https://board.test/thread/17", "https://board.test/")]
    [InlineData("https://board.test/thread/17", "https://board.test")]
    [InlineData("http://www.board.test/thread/17", "https://board.test/")]
    [InlineData("http://board.test/thread/17", "https://www.board.test/index.html")]
    [InlineData("https://board.test/?thread=17", "https://board.test/?utm_source=x")]
    [InlineData("https://img.board.test/a/b.jpg", "https://board.test/")]
    public void A_deep_address_that_ends_at_its_own_home_leads_home(string from, string to) =>
        Assert.True(RedirectHomeRule.LeadsHome(from, to));

    [Theory]
    [InlineData("http://board.test/", "https://board.test/")]
    [InlineData("http://board.test/?fbclid=1", "https://board.test/")]
    [InlineData("https://board.test/thread/17", "https://board.test/thread/17-slug")]
    [InlineData("https://board.test/thread/17", "https://board.test/login?next=17")]
    [InlineData("https://board.test/thread/17", "https://board.test/?page=expired")]
    [InlineData("https://board.test/thread/17", "https://elsewhere.test/")]
    [InlineData("https://board.test/thread/17", "https://login.board.test/")]
    [InlineData("https://notboard.test/thread/17", "https://board.test/")]
    [InlineData("https://board.test/thread/17", "https://board.test:8443/app/")]
    public void Any_other_redirect_is_not_a_home_redirect(string from, string to) =>
        Assert.False(RedirectHomeRule.LeadsHome(from, to));

    [Fact]
    public void A_home_page_asked_for_directly_is_not_gone() =>
        Assert.Equal(
            "live http-ok",
            Say(Judge.Of(SomeLook.Answered(200) with { Url = "https://board.test/", FinalUrl = "https://board.test/" })));

    [Fact]
    public void Every_reason_given_is_on_the_closed_list_of_its_verdict() =>
        Gen.Select(
                Gen.Enum<LookFailure>(), Gen.Int[0, 1000].Nullable(), Gen.Bool.Nullable(), Gen.Long[0, 3].Nullable(),
                Gen.OneOf("text/html", "image/png", "application/pdf").Null())
            .Sample((failure, status, controls, length, type) =>
            {
                var facts = SomeLook.Answered(200, type, length) with { Failure = failure, Status = status };
                var verdict = Judge.Of(facts, controls);
                return VerdictReasons.ByKind[verdict.Kind].Contains(verdict.Reason)
                    && verdict.Confidence is >= 0 and <= 1;
            });

    [Theory]
    [InlineData(200, null, "MON-09")]
    [InlineData(404, null, "MON-03")]
    [InlineData(204, null, "MON-06")]
    [InlineData(null, false, "MON-01")]
    [InlineData(null, true, "MON-02")]
    public void A_verdict_can_be_traced_to_its_rule(int? status, bool? controls, string rule)
    {
        var facts = status is { } answered ? SomeLook.Answered(answered) : SomeLook.Failed(LookFailure.DnsFailure);
        Assert.Equal(rule, Judge.Explain(facts, controls).Rule.Value);
    }

    private static string Say(Verdict verdict) =>
        verdict.Kind.ToString().ToLowerInvariant() + " " + verdict.Reason;
}
