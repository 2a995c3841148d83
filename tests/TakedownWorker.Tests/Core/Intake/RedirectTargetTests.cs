using TakedownWorker.Core.Intake;

namespace TakedownWorker.Tests.Core.Intake;

public sealed class RedirectTargetTests
{
    private static readonly ReportedUrl From = ReportedUrl.Parse("https://a.test:8443/dir/sub/page?q=1#x").Url!;

    [Theory]
    [InlineData("http://b.test/x", "http://b.test/x")]
    [InlineData("HTTP://b.test/x", "HTTP://b.test/x")]
    [InlineData("//b.test/x", "https://b.test/x")]
    [InlineData("/\\b.test/x", "https://b.test/x")]
    [InlineData("/x?y", "https://a.test:8443/x?y")]
    [InlineData("?y", "https://a.test:8443/dir/sub/page?y")]
    [InlineData("x", "https://a.test:8443/dir/sub/x")]
    [InlineData("./x", "https://a.test:8443/dir/sub/x")]
    [InlineData("../x", "https://a.test:8443/dir/x")]
    [InlineData("../../../../x", "https://a.test:8443/x")]
    [InlineData("..", "https://a.test:8443/dir/")]
    [InlineData("../..", "https://a.test:8443/")]
    [InlineData("x/../y?a/../b", "https://a.test:8443/dir/sub/y?a/../b")]
    [InlineData("/a/b:c", "https://a.test:8443/a/b:c")]
    [InlineData("  /x y ", "https://a.test:8443/x%20y")]
    public void A_location_leads_where_a_browser_would_go(string location, string expected) =>
        Assert.Equal(expected, RedirectTarget.Of(From, location)?.Text);

    [Theory]
    [InlineData("mailto:x@a.test")]
    [InlineData("android-app://a.test/x")]
    [InlineData("http://user@a.test/")]
    [InlineData("http:///x")]
    [InlineData("https://p\u0430ypal.test/")]
    public void What_is_no_web_address_leads_nowhere(string location) =>
        Assert.Null(RedirectTarget.Of(From, location));

    [Fact]
    public void From_an_address_without_a_path_a_relative_location_starts_at_the_root() =>
        Assert.Equal("http://a.test/x", RedirectTarget.Of(ReportedUrl.Parse("http://a.test").Url!, "x")?.Text);
}
