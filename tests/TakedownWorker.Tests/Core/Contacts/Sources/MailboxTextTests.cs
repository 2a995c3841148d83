using TakedownWorker.Core.Contacts.Sources;

namespace TakedownWorker.Tests.Core.Contacts.Sources;

public sealed class MailboxTextTests
{
    [Theory]
    [InlineData("abuse@host.example", "abuse@host.example")]
    [InlineData("  Abuse@Host.Example. ", "abuse@host.example")]
    [InlineData("mailto:abuse@host.example", "abuse@host.example")]
    [InlineData("MAILTO:mail@host.example", "mail@host.example")]
    [InlineData("mailto:abuse%2Bdesk@host.example?subject=x&cc=other@host.example", "abuse+desk@host.example")]
    [InlineData("mailto:abuse%40host.example", "abuse@host.example")]
    [InlineData("Abuse Desk <abuse@host.example>", "abuse@host.example")]
    [InlineData("\"Desk, Abuse\" <abuse@host.example>", "abuse@host.example")]
    [InlineData("\"noc@other.example, NOC\" <abuse@host.example>", "abuse@host.example")]
    [InlineData("noc@other.example <abuse@host.example>", "abuse@host.example")]
    [InlineData("<abuse@host.example>,", "abuse@host.example")]
    [InlineData("abuse@host.example,", "abuse@host.example")]
    [InlineData("abuse[at]host[dot]example", "abuse@host.example")]
    [InlineData("abuse (at) host (dot) example", "abuse@host.example")]
    [InlineData("abuse{AT}host.example", "abuse@host.example")]
    [InlineData("abuse at host dot example", "abuse@host.example")]
    [InlineData("abuse&#64;host&#46;example", "abuse@host.example")]
    [InlineData("<a href=\"mailto:abuse@host.example\">abuse@host.example</a>", "abuse@host.example")]
    [InlineData("a@host.example, b@host.example;c@host.example d@host.example", "a@host.example b@host.example c@host.example d@host.example")]
    [InlineData("a@host.example/b@host.example", "a@host.example b@host.example")]
    [InlineData("abuse@host.example ABUSE@HOST.EXAMPLE", "abuse@host.example")]
    [InlineData("abuse@bücher.example", "abuse@xn--bcher-kva.example")]
    [InlineData("\u200Babuse@host.example\uFEFF", "abuse@host.example")]
    public void A_field_gives_its_bare_addresses(string field, string expected) =>
        Assert.Equal(expected, string.Join(' ', MailboxText.OfField(field).Addresses));

    [Theory]
    [InlineData("reportabuse@ibi@host.example", MailboxText.NotAMailbox)]
    [InlineData("REDACTED FOR PRIVACY", MailboxText.NotAMailbox)]
    [InlineData("Please query the RDDS service of the Registrar of Record", MailboxText.NotAMailbox)]
    [InlineData("https://host.example/abuse", MailboxText.NotAMailbox)]
    [InlineData("removed@lacnic.net", MailboxText.Placeholder)]
    [InlineData("redacted-for-privacy@host.example", MailboxText.Placeholder)]
    [InlineData("No-Reply@host.example", MailboxText.Placeholder)]
    [InlineData("abuse@host.invalid", MailboxText.Placeholder)]
    [InlineData("abuse@host", MailboxText.NotAMailbox)]
    [InlineData("@host.example", MailboxText.NotAMailbox)]
    [InlineData("abuse@", MailboxText.NotAMailbox)]
    [InlineData("abuse@192.0.2.1", MailboxText.NotAMailbox)]
    [InlineData("abuse@[192.0.2.1]", MailboxText.NotAMailbox)]
    [InlineData("<script>@host.example", MailboxText.NotAMailbox)]
    [InlineData("a..b@host.example", MailboxText.NotAMailbox)]
    [InlineData("abuse@-host.example", MailboxText.NotAMailbox)]
    [InlineData("abuse@h\u0000ost.example", MailboxText.ControlCharacter)]
    [InlineData("abu\u200Bse@host.example", MailboxText.ControlCharacter)]
    [InlineData("abu\u202Ese@host.example", MailboxText.ControlCharacter)]
    [InlineData("mailto:abuse%0d%0aBcc:x@host.example", MailboxText.ControlCharacter)]
    [InlineData("abuse@clоudflare.com", MailboxText.LookAlike)]
    [InlineData("abuse@xn--cludflare-r1g.com", MailboxText.LookAlike)]
    [InlineData("аbuse@host.example", MailboxText.NotAMailbox)]
    public void What_is_no_clean_address_is_refused_with_a_note(string field, string note)
    {
        var read = MailboxText.OfField(field);
        Assert.Empty(read.Addresses);
        Assert.Contains(note, read.Notes);
    }

    [Fact]
    public void Behind_a_line_break_nothing_counts()
    {
        var read = MailboxText.OfField("abuse@host.example\r\nBcc: other@host.example");
        Assert.Equal("abuse@host.example", Assert.Single(read.Addresses));
        Assert.Equal(MailboxText.LineBreak, Assert.Single(read.Notes));
    }

    [Fact]
    public void A_sentence_with_the_word_at_is_no_address() =>
        Assert.Empty(MailboxText.OfProse("report abuse at host.example or call").Addresses);

    [Fact]
    public void A_field_of_a_megabyte_is_cut_and_never_in_a_word()
    {
        var read = MailboxText.OfField("abuse@host.example " + new string('x', 1_000_000) + "@host.example");
        Assert.Equal("abuse@host.example", Assert.Single(read.Addresses));
        Assert.Contains(MailboxText.TooLong, read.Notes);
    }
}
