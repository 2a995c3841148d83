using AngleSharp.Html.Parser;
using TakedownWorker.Fetching;

namespace TakedownWorker.Tests.Fetching;

/// <summary>Selectors that a page cannot fit are not read; those that it may fit are answered as a browser would.</summary>
public sealed class HtmlQueryTests
{
    [Theory]
    [InlineData("<meta name=Generator content='Discourse 3.4'>", "meta[name=Generator][content^=Discourse]", true)]
    [InlineData("<p>plain", "html body", true)]
    [InlineData("<p>plain", "body:not(.error404)", true)]
    [InlineData("<body class=error404>", "body.error404", true)]
    [InlineData("<p>error404", "body.error404", false)]
    [InlineData("<p>plain", "meta[name=generator][content^=Discourse]", false)]
    [InlineData("<div id=post_7>", "#post7, #post_7, [name='post7']", true)]
    [InlineData("<a href='https://example.test/wp-content/x.css'>", "link[href*='/wp-content/'], a[href*='/wp-content/']", true)]
    [InlineData("<table><tr><td>x", "table tbody td", true)]
    [InlineData("<p>plain", "p[", false)]
    public void A_selector_finds_what_a_browser_finds(string page, string selector, bool found) =>
        Assert.Equal(found, new HtmlQuery(new HtmlParser().ParseDocument(page), page.ToLowerInvariant()).Has(selector));
}
