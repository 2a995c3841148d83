using System.Collections.Immutable;
using TakedownWorker.Core.Notices;
using TakedownWorker.Tests.Packs;

namespace TakedownWorker.Tests.Core.Notices;

public sealed class DefangTests
{
    [Theory]
    [InlineData("https://example.com/a.b?c=d.e", "hxxps://example[.]com/a.b?c=d.e")]
    [InlineData("HTTP://Example.com", "hxxp://Example[.]com")]
    [InlineData("https://example.com?x=http://other.example/y", "hxxps://example[.]com?x=http[:]//other.example/y")]
    [InlineData("http://127.0.0.1:8080/x", "hxxp://127[.]0[.]0[.]1:8080/x")]
    [InlineData("https://xn--bcher-kva.test:8080/x", "hxxps://b\u00fccher[.]test:8080/x")]
    public void An_address_is_readable_and_opens_nowhere(string url, string defanged) => Assert.Equal(defanged, Defang.Url(url));
}

public sealed class UrlMaskingTests
{
    private static readonly ImmutableArray<string> Terms = UrlMasking.TermsOf(SomeLetter.Case with { PersonName = "Zoë van Quuxley" });

    [Theory]
    [InlineData("https://quuxley.example.com/a", "https://***.example.com/a")]
    [InlineData("https://example.com/zoe-van-quuxley/2", "https://example.com/***/2")]
    [InlineData("https://example.com/zo%C3%AB.html", "https://example.com/***.html")]
    [InlineData("https://example.com/?who=q_u_u_x_l_e_y&b=1", "https://example.com/?who=***&b=1")]
    [InlineData("https://example.com/other", "https://example.com/other")]
    public void Parts_that_match_the_person_are_masked(string url, string masked) => Assert.Equal(masked, UrlMasking.Apply(url, Terms));

    [Fact]
    public void Without_a_name_nothing_is_masked() =>
        Assert.Equal("https://example.com/a", UrlMasking.Apply("https://example.com/a", UrlMasking.TermsOf(SomeLetter.Case with { PersonName = null })));
}

public sealed class LetterLintTests
{
    private static readonly LintInput Clean = new(
        "TD-7Q2M4X: please remove", "please remove", "please remove from board.example", "<p>please remove</p>", ["https://board.example/t/1"],
        ["board.example"], "Will Quuxley");

    [Fact]
    public void A_clean_letter_has_no_finding() => Assert.Empty(Find(Clean));

    [Fact]
    public void A_first_name_that_is_a_common_word_is_no_finding() =>
        Assert.Empty(Find(Clean with { OutsideLocator = "we will write again" }));

    [Theory]
    [InlineData("<IMG src=x>")]
    [InlineData("<p style=\"background:url(x)\">")]
    [InlineData("<a href=\"cid:1\">")]
    [InlineData("< script >")]
    public void Imagery_and_active_markup_stop_a_letter(string html) =>
        Assert.Equal(["lint:imagery-or-active-markup"], Find(Clean with { Html = html }));

    [Fact]
    public void The_full_name_stops_a_letter_anywhere() =>
        Assert.Equal(["lint:person-name"], Find(Clean with { OutsideLocator = "about WILL, Quuxley" }));

    [Fact]
    public void A_part_of_the_name_in_a_host_stops_a_letter() =>
        Assert.Equal(["lint:person-name"], Find(Clean with { CaseValues = ["quuxley-pics.example"] }));

    [Fact]
    public void A_reported_address_outside_the_locator_stops_a_letter() =>
        Assert.Equal(["lint:address-outside-locator"], Find(Clean with { OutsideLocator = "see https://board.example/t/1" }));

    [Fact]
    public void A_session_part_outside_the_locator_stops_a_letter() =>
        Assert.Equal(["lint:tracking-or-session"], Find(Clean with { OutsideLocator = "verify at helpline.example/?utm_source=x" }));

    [Theory]
    [InlineData("a nude picture", "lint:graphic-words")]
    [InlineData("we own the Copyright", "lint:unverified-claims")]
    [InlineData("the perpetrator", "lint:accusations")]
    [InlineData("a minor", "lint:under-age-words")]
    public void Forbidden_words_stop_a_letter_by_the_name_of_their_list(string words, string finding) =>
        Assert.Equal([finding], Find(Clean with { OwnWords = words }));

    private static ImmutableArray<string> Find(LintInput letter) => LetterLint.Findings(letter, SomeLetter.Packs.Forbidden);
}
