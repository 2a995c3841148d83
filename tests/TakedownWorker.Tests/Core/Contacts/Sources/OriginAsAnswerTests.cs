using System.Net;
using TakedownWorker.Core.Contacts.Sources;

namespace TakedownWorker.Tests.Core.Contacts.Sources;

public sealed class OriginAsAnswerTests
{
    [Fact]
    public void A_prefix_may_have_several_origins() =>
        Assert.Equal([64500L, 64501L], OriginAsAnswer.Read("\"64500 64501 | 192.0.2.0/24 | US | arin | \"")!.Numbers);

    [Theory]
    [InlineData("x | 192.0.2.0/24 | US | arin | ")]
    [InlineData("0 | 192.0.2.0/24 | US | arin | ")]
    [InlineData("64500 | everywhere | US | arin | ")]
    [InlineData("64500 | 192.0.2.0/24 | US | arin | | ")]
    public void Another_form_is_refused(string text) => Assert.Null(OriginAsAnswer.Read(text));

    [Theory]
    [InlineData("192.0.2.1", "1.2.0.192")]
    [InlineData("::ffff:192.0.2.1", "1.2.0.192")]
    [InlineData("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2")]
    public void An_address_is_asked_for_from_its_end(string address, string name) =>
        Assert.Equal(name, OriginAsAnswer.Reversed(IPAddress.Parse(address)));
}
