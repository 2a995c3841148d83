using TakedownWorker.Core;
using TakedownWorker.Core.Notices;
using TakedownWorker.Packs;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Tests.Packs;

/// <summary>Each fact taken away reports exactly the element that needs it.</summary>
public sealed class MissingElementTests
{
    [Fact]
    public void Without_a_signatory_the_signature_is_missing() =>
        Assert.Equal(["signature"], MissingWith(SomeLetter.Organisation with { Signatory = "" }));

    [Fact]
    public void Without_a_mailbox_the_contact_details_are_missing() =>
        Assert.Equal(["contact_details"], SomeLetter.Missing(SomeLetter.Request() with { ReplyAddress = "" }));

    [Fact]
    public void Without_addresses_locator_and_statement_are_missing() =>
        Assert.Equal(["content_locator", "statement_good_faith_nonconsent"], SomeLetter.Missing(SomeLetter.Request() with { Urls = [], Witnesses = [] }));

    [Fact]
    public void An_address_that_nobody_saw_is_never_declared() =>
        Assert.Equal(["statement_good_faith_nonconsent"], SomeLetter.Missing(SomeLetter.Request() with { Witnesses = [SomeLetter.Request().Witnesses[0], null] }));

    [Fact]
    public void Under_the_recipients_terms_too_nothing_is_declared_that_nobody_saw() =>
        Assert.Equal(["nonconsent"], SomeLetter.Missing(SomeLetter.Request(SomeLetter.Host, rung: 2) with { Witnesses = [] }));

    [Fact]
    public void An_address_with_a_line_break_is_no_locator() =>
        Assert.Equal(["content_locator"], SomeLetter.Missing(SomeLetter.Request() with
        {
            Urls = ["https://board.example/a\nhttps://other.example/", "https://board.example/b"],
        }));

    [Fact]
    public void By_mail_the_platforms_process_is_not_claimed_and_so_not_missing()
    {
        var values = ElementRule.Fill(SomeLetter.Packs.Bases["us-take-it-down"], Facts(SomeLetter.Operator));

        Assert.False(values.Single(v => v.Element.Key == "submitted_via_process").IsMissing);
        Assert.Null(values.Single(v => v.Element.Key == "submitted_via_process").Value);
    }

    [Fact]
    public void Through_the_process_it_is_claimed_and_filled()
    {
        var values = ElementRule.Fill(SomeLetter.Packs.Bases["us-take-it-down"], Facts(SomeLetter.Process));

        Assert.Equal(SomeLetter.Process.Address, values.Single(v => v.Element.Key == "submitted_via_process").Value);
    }

    private static ElementFacts Facts(TakedownWorker.Core.Contacts.Route route)
    {
        var request = SomeLetter.Request(route);
        return new ElementFacts(
            request.Urls, request.Witnesses, request.Case.Authority, route, SomeLetter.Organisation, request.ReplyAddress, request.Now.InUtc().Date);
    }

    private static IEnumerable<string> MissingWith(OrganisationFacts organisation) =>
        Assert.IsType<Composition.Incomplete>(new NoticeComposer(SomeLetter.Packs, organisation).Compose(SomeLetter.Request())).Missing;
}
