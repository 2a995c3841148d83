using System.Net;
using TakedownWorker.Core.Intake;
using TakedownWorker.Core.Monitoring;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Monitoring;

public sealed class PublicAddressRuleTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::8.8.8.8")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:53aa:64c:0:fbe:b1b0:b2b9")]
    [InlineData("2001:2::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2a00:1450::5efe:127.0.0.1")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void What_is_not_public_is_refused(string address) =>
        Assert.False(PublicAddressRule.MayFetch(IPAddress.Parse(address), []));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2001:200::1")]
    [InlineData("2606:4700:4700::1111")]
    public void What_is_public_is_fetched(string address) =>
        Assert.True(PublicAddressRule.MayFetch(IPAddress.Parse(address), []));

    [Theory]
    [InlineData("127.0.1.3", true)]
    [InlineData("::ffff:127.0.1.3", true)]
    [InlineData("10.0.0.1", false)]
    [InlineData("::1", false)]
    public void A_configured_network_is_opened_and_no_other(string address, bool expected) =>
        Assert.Equal(
            expected, PublicAddressRule.MayFetch(IPAddress.Parse(address), [IPNetwork.Parse("127.0.0.0/8")]));

    [Fact]
    public void No_known_trick_with_a_host_leads_to_an_address_that_is_not_public()
    {
        using var tricks = SharedData.Json("url/ip-host-tricks.json");
        var passed = tricks.RootElement.GetProperty("must_canonicalise_to_ip").EnumerateArray()
            .Select(row => row.GetProperty("input").GetString()!)
            .Where(url => ReportedUrl.Parse(url).Url is { } parsed
                && IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var address)
                && PublicAddressRule.MayFetch(address, []));
        Assert.Empty(passed);
    }

    [Fact]
    public void No_known_payload_names_an_address_that_may_be_fetched()
    {
        using var payloads = SharedData.Json("ssrf/payloads.json");
        var passed = payloads.RootElement.GetProperty("groups").EnumerateArray()
            .SelectMany(group => group.GetProperty("urls").EnumerateArray())
            .Select(url => ReportedUrl.Parse(url.GetString()!).Url)
            .Where(url => url is not null && !string.Equals(url.Host, "localhost", StringComparison.Ordinal))
            .Where(url => !IPAddress.TryParse(url!.Host.Trim('[', ']'), out var address)
                || PublicAddressRule.MayFetch(address, []));
        Assert.Empty(passed);
    }
}
