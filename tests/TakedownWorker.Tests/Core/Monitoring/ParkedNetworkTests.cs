using System.Net;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Monitoring;

/// <summary>Who serves a page is a hint that a name is parked, and never more (MON-18).</summary>
public sealed class ParkedNetworkTests
{
    [Fact]
    public void A_page_from_a_network_that_parks_names_hints_at_a_parked_domain()
    {
        var signal = ParkedDomainRule.Ask(Read("91.195.240.94"));
        Assert.Equal((SignalWeight.Hint, VerdictReasons.ParkedDomain), (signal!.Weight, signal.Reason));
    }

    [Theory]
    [InlineData("91.195.242.1")]
    [InlineData("104.26.6.37")]
    public void A_page_from_any_other_network_does_not(string address) => Assert.Null(ParkedDomainRule.Ask(Read(address)));

    [Fact]
    public void A_live_page_from_there_stays_live() => Assert.Equal(
        VerdictKind.Live,
        SignalsRule.Weigh([ParkedDomainRule.Ask(Read("91.195.240.94"))!, new Signal(ContentPresentRule.Id, VerdictKind.Live, VerdictReasons.ContentPresent, SignalWeight.Strong, 0.8, "player")]).Verdict.Kind);

    private static PageReading Read(string address) => PageReading.Of(ShippedBook.Value, new PageFacts
    {
        Url = "https://board.test/1",
        FinalUrl = "https://board.test/1",
        Status = 200,
        Server = new ServerFacts([IPAddress.Parse(address)], null),
    });
}
