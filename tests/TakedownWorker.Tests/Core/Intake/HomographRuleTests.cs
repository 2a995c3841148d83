using TakedownWorker.Core.Intake;

namespace TakedownWorker.Tests.Core.Intake;

public sealed class HomographRuleTests
{
    [Theory]
    [InlineData("p\u0430ypal.com", nameof(UrlFault.MixedScripts))] // a Cyrillic letter among Latin ones
    [InlineData("xn--pypal-4ve.com", nameof(UrlFault.MixedScripts))]
    [InlineData("g\u03bfogle.com", nameof(UrlFault.MixedScripts))] // a Greek one
    [InlineData("ab\u05d0.test", nameof(UrlFault.BadHost))] // written in two directions
    [InlineData("\u043f\u03b1.test", nameof(UrlFault.MixedScripts))] // Cyrillic with Greek
    [InlineData("ex\u30ceample.test", nameof(UrlFault.MixedScripts))] // a stroke read as a slash
    [InlineData("google.com\u2215x.test", nameof(UrlFault.MixedScripts))] // a division sign read as one
    [InlineData("\u0443\u0430\u04bb\u043e\u043e.com", nameof(UrlFault.LookAlike))] // one alphabet, another's name
    [InlineData("\u03bf\u03bf.google\u0301.com", nameof(UrlFault.LookAlike))]
    [InlineData("f\u00e1cebook.com", nameof(UrlFault.LookAlike))] // accents on a well-known name
    [InlineData("tele\u0261ram.org", nameof(UrlFault.LookAlike))] // Latin throughout
    [InlineData("\u24d4\u24e7\u24d0\u24dc\u24df\u24db\u24d4.com", nameof(UrlFault.DisguisedHost))]
    [InlineData("\uff45xample.com", nameof(UrlFault.DisguisedHost))]
    [InlineData("ex\u00adample.com", nameof(UrlFault.DisguisedHost))]
    [InlineData("ex\u200bample.com", nameof(UrlFault.DisguisedHost))]
    [InlineData("\uff11\uff12\uff17.0.0.1", nameof(UrlFault.DisguisedHost))]
    [InlineData("127\u30021", nameof(UrlFault.NumericHost))] // that keyboard's full stop
    [InlineData("xn--zzzzzzzz-.com", nameof(UrlFault.BadHost))]
    [InlineData("xn--.com", nameof(UrlFault.BadHost))]
    [InlineData("xn--abc-.com", nameof(UrlFault.BadHost))] // nothing beyond a-z in it
    public void A_name_made_to_be_taken_for_another_is_refused(string host, string fault) =>
        Assert.Equal(Enum.Parse<UrlFault>(fault), ReportedUrl.Parse($"http://{host}/").Fault);

    [Theory]
    [InlineData("b\u00fccher.test", "xn--bcher-kva.test")]
    [InlineData("B\u00dcCHER.test", "xn--bcher-kva.test")]
    [InlineData("bu\u0308cher.test", "xn--bcher-kva.test")] // the accent as a character of its own
    [InlineData("fa\u00df.de", "xn--fa-hia.de")] // not fass.de
    [InlineData("\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444", "xn--e1afmkfd.xn--p1ai")]
    [InlineData("\u4f8b\u3048.test", "xn--r8jz45g.test")] // Han with Hiragana, written together
    [InlineData("\u4e2d\u6587\u3002test", "xn--fiq228c.test")] // the full stop of that keyboard
    [InlineData("\u05d0\u05d1.test", "xn--4dbc.test")]
    [InlineData("\ud55c\uad6d.test", "xn--3e0b707e.test")]
    [InlineData("l\u00b7l.cat", "xn--ll-0ea.cat")]
    [InlineData("\u2764.test", "xn--qei.test")]
    [InlineData("m\u00e9ga.fr", "xn--mga-bma.fr")] // a short word with an accent is a word
    public void A_name_in_one_writing_is_a_name_like_any_other(string host, string ascii)
    {
        var url = ReportedUrl.Parse($"http://{host}:8080/x?y").Url!;
        Assert.Equal((ascii, $"http://{ascii}:8080/x?y"), (url.Host, url.Text));
    }

    [Fact]
    public void People_see_the_letters_and_machines_the_A_labels()
    {
        var url = ReportedUrl.Parse("https://xn--bcher-kva.test/").Url!;
        Assert.Equal(("b\u00fccher.test", "https://xn--bcher-kva.test/"), (url.ShownHost, url.RequestForm));
    }

    [Fact]
    public void Both_spellings_are_one_address() =>
        Assert.Equal(ReportedUrl.Parse("http://b\u00fccher.test/").Url!.NormalForm, ReportedUrl.Parse("http://xn--bcher-kva.test").Url!.NormalForm);
}
