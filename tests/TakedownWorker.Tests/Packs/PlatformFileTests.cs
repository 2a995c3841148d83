using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Packs;

namespace TakedownWorker.Tests.Packs;

public sealed class PlatformFileTests
{
    private const string Good = """
        id: kettles
        name: Kettles
        domains: [kettles.test]
        ask:
          - { path: "/k/{id#}", address: "/api/{id}" }
        rules:
          - { name: gone, on: extra, status: [404], means: gone, reason: http-404, percent: 80 }
        source: made up for the test
        checked: 2026-11-23
        """;

    [Fact]
    public void A_file_alone_adds_a_platform()
    {
        var (platforms, faults) = Read(Good);
        Assert.Empty(faults);
        var url = ReportedUrl.Parse("http://www.kettles.test/k/17?x=1").Url!;
        Assert.Equal((true, "http://www.kettles.test/api/17"), (platforms[0].Knows(url, null), platforms[0].ExtraOf(url)));
    }

    [Theory]
    [InlineData("domains: [kettles.test]", "domians: [kettles.test]", "unknown key")]
    [InlineData("means: gone", "means: live", "must be one of")]
    [InlineData("percent: 80", "percent: 101", "at most 100")]
    [InlineData("status: [404]", "status: [four]", "must be HTTP statuses")]
    [InlineData("\"/k/{id#}\"", "\"k/{id#}\"", "must be a path")]
    [InlineData("\"/api/{id}\"", "\"http://elsewhere.test/\"", "path at the same host")]
    [InlineData("domains: [kettles.test]", "languages: [en]", "say how it is recognised")]
    public void What_is_not_understood_is_a_fault_with_its_cure(string from, string to, string cure) =>
        Assert.Contains(Read(Good.Replace(from, to, StringComparison.Ordinal)).Faults, f => f.Cure.Contains(cure, StringComparison.Ordinal));

    [Theory]
    [InlineData("/t/{slug}/{topic#}", "http://a.test/t/tea/17", true)]
    [InlineData("/t/{slug}/{topic#}", "http://a.test/t/tea/x17", false)]
    [InlineData("/**/viewtopic.php?p={post#}", "http://a.test/forum/viewtopic.php?f=1&p=9", true)]
    [InlineData("/**/{thread}#post-{post#}", "http://a.test/threads/tea.17/#post-9", true)]
    [InlineData("/**/{thread}#post-{post#}", "http://a.test/threads/tea.17/#reply-9", false)]
    [InlineData("/{a}/{b}", "http://a.test/x/%27]", false)]
    public void A_template_takes_its_shape_only(string template, string url, bool fits) =>
        Assert.Equal(fits, UrlTemplate.Parse(template)!.Match(ReportedUrl.Parse(url).Url!) is not null);

    [Theory]
    [InlineData("http://a.test/thread/17")]
    [InlineData("http://a.test/user/amber-kettle/about")]
    [InlineData("http://a.test/viewtopic.php?f=3&t=123")]
    [InlineData("http://a.test/profile/?amber")]
    [InlineData("http://a.test/photos/IMG_2041.jpg")]
    public void A_sibling_is_another_address_of_the_same_host_each_time_the_same(string url)
    {
        var reported = ReportedUrl.Parse(url).Url!;
        var sibling = SiblingAddress.Of(reported)!;
        Assert.NotEqual(reported.NormalForm, ReportedUrl.Parse(sibling.Url).Url!.NormalForm);
        Assert.Equal((reported.Host, sibling), (ReportedUrl.Parse(sibling.Url).Url!.Host, SiblingAddress.Of(reported)!));
    }

    [Theory]
    [InlineData("http://a.test/")]
    [InlineData("http://a.test/#!/item/7")]
    public void A_home_page_has_no_sibling(string url) => Assert.Null(SiblingAddress.Of(ReportedUrl.Parse(url).Url!));

    private static (IReadOnlyList<Platform> Platforms, List<PackFault> Faults) Read(string text)
    {
        var faults = new List<PackFault>();
        return (PlatformFiles.Read([new PackText("Platforms/kettles.yaml", text)], faults), faults);
    }
}
