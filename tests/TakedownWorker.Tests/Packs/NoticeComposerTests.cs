using System.Text.Json;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Packs;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Packs;

public sealed class NoticeComposerTests
{
    [Fact]
    public void The_same_request_gives_the_same_bytes() =>
        Assert.Equal(SomeLetter.Whole(SomeLetter.Request()), SomeLetter.Whole(SomeLetter.Request() with { Now = SomeLetter.Now + Duration.FromDays(3) }));

    [Fact]
    public void Taking_an_address_away_keeps_the_frame_and_changes_the_content()
    {
        var both = SomeLetter.Request();
        var one = both with { Urls = [both.Urls[0]], Witnesses = [both.Witnesses[0]] };

        Assert.Equal(SomeLetter.Whole(both).FrameHash, SomeLetter.Whole(one).FrameHash);
        Assert.NotEqual(SomeLetter.Whole(both).ContentHash, SomeLetter.Whole(one).ContentHash);
    }

    [Fact]
    public void The_letter_says_why_its_basis_was_chosen() =>
        Assert.Equal("us-take-it-down: does not bind this kind of party; generic-aup: may be used", SomeLetter.Whole(SomeLetter.Request(SomeLetter.Host)).WhyBasis);

    [Fact]
    public void A_hundred_and_fifty_addresses_are_one_letter_one_a_line()
    {
        var urls = Enumerable.Range(1, 150).Select(i => $"https://board.example/t/{i}").ToArray();
        var letter = SomeLetter.Whole(SomeLetter.Request() with
        {
            Urls = [.. urls],
            Witnesses = [.. urls.Select(_ => SomeLetter.Request().Witnesses[0])],
        });

        Assert.Equal(urls, letter.Text.Split('\n').Where(l => l.StartsWith("https://", StringComparison.Ordinal)));
        Assert.Contains("150 addresses on board.example", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_recipient_is_another_frame()
    {
        var first = SomeLetter.Whole(SomeLetter.Request());
        var other = SomeLetter.Whole(SomeLetter.Request(SomeLetter.Operator with { Address = "legal@board.example" }));

        Assert.NotEqual(first.FrameHash, other.FrameHash);
    }

    [Fact]
    public void Hours_are_quoted_only_through_the_platforms_own_process()
    {
        Assert.Contains("no later than 48 hours after you received", Flat(SomeLetter.Request(SomeLetter.Process)), StringComparison.Ordinal);
        var mail = Flat(SomeLetter.Request());
        Assert.Contains("We ask for removal within 48 hours", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("no later than", mail, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_address_stands_alone_on_its_line_exactly_as_reported()
    {
        var request = SomeLetter.Request();
        var lines = SomeLetter.Whole(request).Text.Split('\n');

        Assert.All(request.Urls, u => Assert.Contains(u, lines));
    }

    [Fact]
    public void The_persons_name_and_country_are_nowhere_and_a_host_named_after_them_is_masked_outside_the_locator()
    {
        var request = SomeLetter.Request() with { Urls = ["https://zyx-quuxley.board.example/a", "https://board.example/quuxley.html"] };
        var letter = SomeLetter.Whole(request);

        var outside = letter.Subject + string.Join('\n', letter.Text.Split('\n').Except(request.Urls));
        Assert.DoesNotContain("quuxley", outside, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("***.board.example", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("GB", outside, StringComparison.Ordinal);
    }

    [Fact]
    public void What_came_from_outside_is_escaped_in_html_and_cannot_act_as_markup()
    {
        var request = SomeLetter.Request() with
        {
            Urls = ["https://board.example/<img/src=x>", "https://board.example/b"],
        };

        var letter = SomeLetter.Whole(request);

        Assert.DoesNotContain("<img", letter.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;img/src=x&gt;", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv", letter.Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_value_that_looks_like_markup_stays_a_value()
    {
        var composer = new NoticeComposer(SomeLetter.Packs, SomeLetter.Organisation with { Name = "# Helpline\n@urls" });

        var letter = Assert.IsType<Composition.Complete>(composer.Compose(SomeLetter.Request()));

        Assert.Contains("# Helpline @urls", letter.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void The_attachment_holds_the_contracts_keys_and_no_other()
    {
        using var json = JsonDocument.Parse(SomeLetter.Whole(SomeLetter.Request()).Json);

        Assert.Equal(
            ["schema", "reference", "noticeId", "kind", "attempt", "rung", "basis", "urls", "deadline"],
            json.RootElement.EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("Unknown", "No")]
    [InlineData("No", "No")]
    [InlineData("Yes", "Yes")]
    public void The_age_gate_comes_before_every_basis(string adult, string under18)
    {
        var request = SomeLetter.Request();

        Assert.IsType<Composition.NoBasis>(SomeLetter.Composer.Compose(request with { Case = request.Case with { Adult = Enum.Parse<Tri>(adult), Under18 = Enum.Parse<Tri>(under18) } }));
    }

    [Fact]
    public void Nothing_leaves_a_quarantined_case_not_even_a_withdrawal()
    {
        var request = SomeLetter.Request(kind: ItemKind.Withdrawal);

        Assert.IsType<Composition.NoBasis>(SomeLetter.Composer.Compose(request with { Case = request.Case with { Quarantined = true } }));
    }

    [Fact]
    public void A_letter_that_would_name_the_person_is_stopped()
    {
        var composer = new NoticeComposer(SomeLetter.Packs, SomeLetter.Organisation with { VerifyHint = "Ask for Zyx Quuxley." });

        var stopped = Assert.IsType<Composition.Incomplete>(composer.Compose(SomeLetter.Request()));

        Assert.Equal(["lint:person-name"], stopped.Missing);
    }

    private static string Flat(CompositionRequest request) =>
        string.Join(' ', SomeLetter.Whole(request).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
