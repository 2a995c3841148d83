using TakedownWorker.Core.Intake;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Intake;

public sealed class HomographRuleTests
{
    [Theory]
    [InlineData("http://xn--pypal-4ve.com/", nameof(UrlFault.MixedScripts))] // a Cyrillic letter among Latin ones
    [InlineData("http://xn--zzzzzzzz-.com/", nameof(UrlFault.BadHost))]
    public void A_name_made_to_be_taken_for_another_is_refused(string url, string fault) =>
        Assert.Equal(Enum.Parse<UrlFault>(fault), ReportedUrl.Parse(url).Fault);

    [Theory]
    [InlineData("http://xn--bcher-kva.test/")] // one letter beyond a-z, one script
    [InlineData("http://xn--e1afmkfd.xn--p1ai/")] // Cyrillic throughout
    [InlineData("http://xn--wgv71a.test/")] // Han
    public void A_name_in_one_script_is_a_name_like_any_other(string url) => Assert.NotNull(ReportedUrl.Parse(url).Url);

    [Fact]
    public void Nothing_of_the_SSRF_lists_is_an_address_that_may_be_fetched()
    {
        using var lists = SharedData.Json("ssrf/payloads.json");
        foreach (var text in lists.RootElement.GetProperty("groups").EnumerateArray().SelectMany(g => g.GetProperty("urls").EnumerateArray()).Select(u => u.GetString()!))
        {
            // What parses is an ordinary name or one plain address; the address is not public, the name is resolved and checked.
            if (ReportedUrl.Parse(text).Url is { } url && System.Net.IPAddress.TryParse(url.Host.Trim('[', ']'), out var address))
            {
                Assert.False(TakedownWorker.Core.Monitoring.PublicAddressRule.MayFetch(address, []), text);
            }
        }
    }
}
