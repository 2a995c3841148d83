using TakedownWorker.Core.Contacts.Sources;

namespace TakedownWorker.Tests.Core.Contacts.Sources;

public sealed class WhoisReaderTests
{
    [Theory]
    [InlineData("% Abuse contact for '192.0.2.0 - 192.0.2.255' is 'abuse@host.example'")]
    [InlineData("role: Desk\nabuse-mailbox: abuse@host.example")]
    [InlineData("OrgAbuseEmail:  abuse@host.example")]
    [InlineData("RAbuseEmail:  abuse@host.example")]
    [InlineData("   Registrar Abuse Contact Email: abuse@host.example")]
    [InlineData("Registrar Abuse Contact Email: mailto:abuse[at]host[dot]example")]
    [InlineData("owner: X\nabuse-c: ABC12\n\nnic-hdl-br: XYZ1\ne-mail: noc@host.example\n\nnic-hdl-br: ABC12\ne-mail: abuse@host.example")]
    [InlineData("irt: IRT-HOST\ne-mail: abuse@host.example")]
    [InlineData("role: Abuse Desk of Host\nemail: abuse@host.example\n\nrole: Network\nemail: noc@host.example")]
    [InlineData("[ Network Abuse Contact Information ]\nName : Desk\nE-Mail : abuse@host.example\n\n[ Technical Contact ]\nE-Mail : noc@host.example")]
    [InlineData("inetnum: 192.0.2.0/24\nremarks: Please send abuse reports to abuse@host.example\nremarks: peering: noc@host.example")]
    [InlineData("remarks: In case of abuse, contact:\nremarks: ------\nremarks: abuse@host.example")]
    [InlineData("Comment: For abuse complaints write desk@host.example, for routing noc@host.example\nOrgAbuseEmail: abuse@host.example")]
    public void The_mailbox_for_abuse_comes_first(string answer) => Assert.Equal("abuse@host.example", WhoisReader.Read(answer).AbuseEmails[0]);

    [Theory]
    [InlineData("% For abuse of this service write to registry@nic.example")]
    [InlineData("# report abuse to registry@nic.example")]
    [InlineData("Registrant Email: Please query the RDDS service of the Registrar of Record")]
    [InlineData("Registrar Abuse Contact Email: REDACTED FOR PRIVACY")]
    [InlineData("Registrant Email: owner@host.example\nTech Email: tech@host.example")]
    [InlineData("remarks: peering requests to noc@host.example")]
    [InlineData("remarks: do not send abuse reports to noc@host.example")]
    [InlineData("OrgAbusePhone: +1\nOrgTechEmail: noc@host.example")]
    [InlineData("abuse-mailbox: removed@lacnic.net")]
    [InlineData("abuse-mailbox: a@b@host.example")]
    [InlineData("")]
    public void Nothing_is_invented(string answer) => Assert.Empty(WhoisReader.Read(answer).AbuseEmails);

    [Fact]
    public void Of_several_networks_the_narrowest_is_asked_first()
    {
        var read = WhoisReader.Read("""
            # start

            NetRange:       192.0.0.0 - 192.0.255.255
            CIDR:           192.0.0.0/16

            OrgAbuseEmail:  wide@host.example

            # end

            # start

            NetRange:       192.0.2.0 - 192.0.2.255

            OrgAbuseEmail:  narrow@host.example

            # end
            """);
        Assert.Equal(["narrow@host.example", "wide@host.example"], read.AbuseEmails);
    }

    [Fact]
    public void A_remark_counts_after_a_field()
    {
        var read = WhoisReader.Read("inetnum: 192.0.2.0/24\nremarks: abuse to other@host.example\n\nrole: R\nabuse-mailbox: abuse@host.example");
        Assert.Equal(["abuse@host.example", "other@host.example"], read.AbuseEmails);
        Assert.Equal(1, read.FromFields);
    }

    [Theory]
    [InlineData("refer:        whois.ripe.net", "whois.ripe.net")]
    [InlineData("ReferralServer:  whois://whois.apnic.net", "whois.apnic.net")]
    [InlineData("ReferralServer:  whois://whois.apnic.net:4343/", "whois.apnic.net:4343")]
    [InlineData("Registrar WHOIS Server: whois.reg.example", "whois.reg.example")]
    [InlineData("ReferralServer:  rwhois://rwhois.host.example:4321", null)]
    [InlineData("refer: 127.0.0.1", null)]
    [InlineData("refer: localhost", null)]
    public void Another_server_is_named(string line, string? server) => Assert.Equal(server, WhoisReader.Read(line).Referral);

    [Fact]
    public void A_domain_tells_its_registrar()
    {
        var read = WhoisReader.Read("Domain Name: BOARD.EXAMPLE\r\nRegistrar: A Registrar, Inc.\r\nRegistrar IANA ID: 292\r\nName Server: NS1.HOST.EXAMPLE\r\n");
        Assert.Equal(("A Registrar, Inc.", 292L), (read.Registrar, read.RegistrarId));
        Assert.Equal("ns1.host.example", Assert.Single(read.NameServers));
    }

    [Fact]
    public void Lines_without_end_are_cut_with_a_note()
    {
        var read = WhoisReader.Read("abuse-mailbox: abuse@host.example\n" + string.Concat(Enumerable.Repeat("remarks: x\n", 200_000)));
        Assert.Equal("abuse@host.example", Assert.Single(read.AbuseEmails));
        Assert.Contains(WhoisReader.TooLarge, read.Notes);
    }
}
