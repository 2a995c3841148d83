using CsCheck;
using TakedownWorker.Core.Intake;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Intake;

public sealed class ReportedUrlTests
{
    [Theory]
    [InlineData("", nameof(UrlFault.Empty))]
    [InlineData(" http://a.test/", nameof(UrlFault.ControlOrSpace))]
    [InlineData("http://a.test/a b", nameof(UrlFault.ControlOrSpace))]
    [InlineData("http://a.test/\u0000", nameof(UrlFault.ControlOrSpace))]
    [InlineData("http://a.test/\u3000", nameof(UrlFault.ControlOrSpace))]
    [InlineData("\uFEFFhttp://a.test/", nameof(UrlFault.ControlOrSpace))]
    [InlineData("a.test/page", nameof(UrlFault.NotHttp))]
    [InlineData("ftp://a.test/", nameof(UrlFault.NotHttp))]
    [InlineData("http:/a.test/", nameof(UrlFault.NotHttp))]
    [InlineData("javascript:alert(1)", nameof(UrlFault.NotHttp))]
    [InlineData("http://a.test\\@b.test/", nameof(UrlFault.Backslash))]
    [InlineData("http://a.test/x\\y", nameof(UrlFault.Backslash))]
    [InlineData("http://user@a.test/", nameof(UrlFault.UserInfo))]
    [InlineData("http://user:word@a.test/", nameof(UrlFault.UserInfo))]
    [InlineData("http://", nameof(UrlFault.NoHost))]
    [InlineData("http:///page", nameof(UrlFault.NoHost))]
    [InlineData("http://:80/", nameof(UrlFault.NoHost))]
    [InlineData("http://?q", nameof(UrlFault.NoHost))]
    [InlineData("http://a..test/", nameof(UrlFault.BadHost))]
    [InlineData("http://.test/", nameof(UrlFault.BadHost))]
    [InlineData("http://a%2etest/", nameof(UrlFault.BadHost))]
    [InlineData("http://a<b/", nameof(UrlFault.BadHost))]
    [InlineData("http://[::1", nameof(UrlFault.BadHost))]
    [InlineData("http://[fe80::1%25eth0]/", nameof(UrlFault.BadHost))]
    [InlineData("http://[127.0.0.1]/", nameof(UrlFault.BadHost))]
    [InlineData("http://2130706433/", nameof(UrlFault.NumericHost))]
    [InlineData("http://0x7f000001/", nameof(UrlFault.NumericHost))]
    [InlineData("http://0177.0.0.1/", nameof(UrlFault.NumericHost))]
    [InlineData("http://127.1/", nameof(UrlFault.NumericHost))]
    [InlineData("http://127.0.0.1./", nameof(UrlFault.NumericHost))]
    [InlineData("http://256.0.0.1/", nameof(UrlFault.NumericHost))]
    [InlineData("http://a.test:0/", nameof(UrlFault.BadPort))]
    [InlineData("http://a.test:65536/", nameof(UrlFault.BadPort))]
    [InlineData("http://a.test:+80/", nameof(UrlFault.BadPort))]
    [InlineData("http://a.test:80:80/", nameof(UrlFault.BadPort))]
    [InlineData("http://[::1]x/", nameof(UrlFault.BadPort))]
    public void What_is_not_understood_is_refused_with_its_reason(string text, string fault) =>
        Assert.Equal(Enum.Parse<UrlFault>(fault), ReportedUrl.Parse(text).Fault);

    [Fact]
    public void An_address_beyond_the_limit_is_refused() =>
        Assert.Equal(UrlFault.TooLong, ReportedUrl.Parse("http://a.test/" + new string('a', 8000)).Fault);

    [Fact]
    public void Every_fault_has_its_own_sentence()
    {
        var faults = Enum.GetValues<UrlFault>();
        Assert.Equal(faults.Length, faults.Select(UrlFaults.Explain).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("http://a.test", "a.test", 80, "")]
    [InlineData("HTTPS://A.Test/x?y#z", "a.test", 443, "/x")]
    [InlineData("http://a_b.test:8080/", "a_b.test", 8080, "/")]
    [InlineData("http://a.test:/x", "a.test", 80, "/x")]
    [InlineData("http://xn--bcher-kva.test/", "xn--bcher-kva.test", 80, "/")]
    [InlineData("http://127.0.0.1:5000/", "127.0.0.1", 5000, "/")]
    [InlineData("http://[::1]:5000/", "[::1]", 5000, "/")]
    [InlineData("http://localhost", "localhost", 80, "")]
    public void What_is_understood_has_host_port_and_path(string text, string host, int port, string path)
    {
        var url = ReportedUrl.Parse(text).Url!;
        Assert.Equal((host, port, path), (url.Host, url.Port, url.Path));
    }

    [Fact]
    public void The_text_stays_as_it_was_reported() =>
        Assert.Equal("HTTP://A.test:80/%7e/../%zz?b&a#X", ReportedUrl.Parse("HTTP://A.test:80/%7e/../%zz?b&a#X").Url!.Text);

    [Theory]
    [InlineData("HTTP://A.Test", "http://a.test/")]
    [InlineData("http://a.test:80/x", "http://a.test/x")]
    [InlineData("https://a.test:443/x", "https://a.test/x")]
    [InlineData("https://a.test:80/x", "https://a.test:80/x")]
    [InlineData("http://a.test/x#top", "http://a.test/x")]
    [InlineData("http://a.test/x#:~:text=word", "http://a.test/x")]
    [InlineData("http://a.test/#!/item/7", "http://a.test/#!/item/7")]
    [InlineData("http://a.test/#id=7", "http://a.test/#id=7")]
    [InlineData("http://a.test/x?utm_source=a&id=7&fbclid=b", "http://a.test/x?id=7")]
    [InlineData("http://a.test/x?UTM_Source=a", "http://a.test/x")]
    [InlineData("http://a.test/x?id=7&sid=abc", "http://a.test/x?id=7&sid=abc")]
    [InlineData("http://a.test/X/../y?b=2&a=1", "http://a.test/X/../y?b=2&a=1")]
    [InlineData("http://a.test/x?", "http://a.test/x?")]
    public void The_normal_form_drops_only_what_never_matters(string text, string normal) =>
        Assert.Equal(normal, ReportedUrl.Parse(text).Url!.NormalForm);

    [Fact]
    public void The_normal_form_is_its_own_normal_form() =>
        Gen.OneOf(
                "http://a.test", "utm_a=1", "&", "?", "#", "/x", ":80", "=", "!", "id", "%41", ":~:", "HTTP://B.test:443")
            .Array[1, 8].Select(string.Concat)
            .Sample(text => ReportedUrl.Parse(text).Url is not { } url
                || string.Equals(ReportedUrl.Parse(url.NormalForm).Url!.NormalForm, url.NormalForm, StringComparison.Ordinal));

    [Theory]
    [InlineData("http://A.test/x", "a.test")]
    [InlineData("https://a.test/y", "a.test")]
    [InlineData("http://a.test:8080/", "a.test:8080")]
    public void Http_and_https_of_a_host_share_one_gap(string text, string key) =>
        Assert.Equal(key, ReportedUrl.Parse(text).Url!.HostKey);

    [Theory]
    [InlineData("http://a.test#x", "http://a.test/")]
    [InlineData("http://a.test/a/../b//c?", "http://a.test/a/../b//c?")]
    [InlineData("http://a.test/%7e%zz", "http://a.test/%7e%zz")]
    [InlineData("http://a.test/b\u00fc|{x}?q=\u00fc'{}", "http://a.test/b%C3%BC|%7Bx%7D?q=%C3%BC%27{}")]
    public void The_request_asks_for_what_a_browser_would(string text, string request) =>
        Assert.Equal(request, ReportedUrl.Parse(text).Url!.RequestForm);

    [Fact]
    public void What_browsers_reject_is_refused()
    {
        using var tricks = SharedData.Json("url/ip-host-tricks.json");
        var accepted = tricks.RootElement.GetProperty("must_be_rejected").EnumerateArray()
            .Select(url => url.GetString()!)
            .Where(url => ReportedUrl.Parse(url).Url is not null);
        Assert.Empty(accepted);
    }

    [Fact]
    public void A_host_means_the_same_to_the_library_that_sends_the_request_or_is_refused_there() =>
        Gen.Char["abx0179.-_:[]fF%@\\/?#"].Array[1, 12].Select(chars => "http://" + new string(chars))
            .Sample(text =>
            {
                if (ReportedUrl.Parse(text).Url is not { } url)
                {
                    return true;
                }

                var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
                return !Uri.TryCreate(url.RequestForm, options, out var uri)
                    || (uri.Port == url.Port && (url.Host[0] == '[' || string.Equals(uri.Host, url.Host, StringComparison.Ordinal)));
            });
}
