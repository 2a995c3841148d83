using System.Text;
using TakedownWorker.Core.Contacts.Sources;

namespace TakedownWorker.Tests.Core.Contacts.Sources;

public sealed class RdapReaderTests
{
    [Fact]
    public void Only_entities_with_the_role_abuse_give_a_mailbox_at_any_depth()
    {
        var read = Read(Network(Entity("technical", Email("noc@host.example"), Entity("\"Abuse\"", Email("deep@host.example")))));
        Assert.Equal("deep@host.example", Assert.Single(read.AbuseEmails));
    }

    [Fact]
    public void The_preferred_mailbox_comes_first_and_each_once()
    {
        var read = Read(Network(Entity("abuse", Email("Help@host.example") + "," + Email("abuse@host.example", "\"pref\":\"1\"") + "," + Email("help@host.example"))));
        Assert.Equal(["abuse@host.example", "help@host.example"], read.AbuseEmails);
    }

    [Fact]
    public void A_number_as_preference_counts_as_well() =>
        Assert.Equal("b@host.example", Read(Network(Entity("abuse", Email("a@host.example", "\"pref\":2") + "," + Email("b@host.example", "\"pref\":1")))).AbuseEmails[0]);

    [Fact]
    public void Several_values_of_one_property_are_read() =>
        Assert.Equal(["a@host.example", "b@host.example"], Read(Network(Entity("abuse", "[\"email\",{},\"text\",\"a@host.example\",\"mailto:b@host.example\"]"))).AbuseEmails);

    [Fact]
    public void A_role_that_is_no_array_is_read() =>
        Assert.Single(Read("{\"entities\":{\"roles\":\"abuse\",\"vcardArray\":[\"vcard\",[" + Email("a@host.example") + "]]}}").AbuseEmails);

    [Fact]
    public void A_property_out_of_form_is_left_out_with_a_note_and_the_rest_is_read()
    {
        var read = Read(Network(Entity("abuse", "[\"email\",{},\"text\"],[7],{}," + Email("a@host.example"))));
        Assert.Equal("a@host.example", Assert.Single(read.AbuseEmails));
        Assert.Contains(JCard.Malformed, read.Notes);
    }

    [Fact]
    public void A_redacted_mailbox_is_none()
    {
        var read = Read(Network(Entity("abuse", Email("REDACTED FOR PRIVACY"))));
        Assert.Empty(read.AbuseEmails);
        Assert.Contains(MailboxText.NotAMailbox, read.Notes);
    }

    [Fact]
    public void A_domain_tells_its_registrar_and_where_that_answers()
    {
        var read = Read("""
            {"objectClassName":"domain","ldhName":"Board.Example","port43":"whois.reg.example",
             "nameservers":[{"ldhName":"NS1.HOST.EXAMPLE."},{"ldhName":7}],
             "links":[{"rel":"self","href":"https://a.example/domain/x"},{"rel":"related","type":"application/rdap+json","href":"https://b.example/domain/x"},
                      {"rel":"related","type":"text/html","href":"https://c.example/"},{"rel":"related","type":"application/rdap+json","href":"javascript:alert(1)"}],
             "entities":[{"roles":["registrar"],"publicIds":[{"type":"IANA Registrar ID","identifier":"1910"}],"vcardArray":["vcard",[["fn",{},"text","A Registrar"]]]}]}
            """);
        Assert.Equal((1910L, "A Registrar", "whois.reg.example"), (read.RegistrarId, read.RegistrarName, read.Port43));
        Assert.Equal("https://b.example/domain/x", Assert.Single(read.Referrals));
        Assert.Equal("ns1.host.example", Assert.Single(read.NameServers));
    }

    [Fact]
    public void A_remark_names_a_mailbox_only_where_no_entity_does()
    {
        const string Remark = "\"remarks\":[{\"description\":[\"please send abuse reports to abuse@host.example\"]}]";
        Assert.Equal("abuse@host.example", Assert.Single(Read("{" + Remark + "}").RemarkEmails));
        Assert.Empty(Read("{" + Remark + ",\"entities\":[" + Entity("abuse", Email("a@host.example")) + "]}").RemarkEmails);
    }

    [Theory]
    [InlineData("", RdapReader.NotJson)]
    [InlineData("<html>", RdapReader.NotJson)]
    [InlineData("[]", RdapReader.NotRdap)]
    [InlineData("{\"entities\":[{\"roles\":[\"abuse\"],\"vcardArray\":[\"vcard\",[[\"email\",{},\"text\",\"\\ud800\"]]]}]}", RdapReader.NotJson)]
    public void What_is_no_answer_is_told(string text, string note) => Assert.Contains(note, Read(text).Notes);

    [Fact]
    public void Fifty_megabytes_are_not_read() =>
        Assert.Equal(RdapReader.TooLarge, Assert.Single(RdapReader.Read(new byte[50 * 1024 * 1024]).Notes));

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Contains(RdapReader.NotJson, Read(string.Concat(Enumerable.Repeat("{\"entities\":[", 400)) + string.Concat(Enumerable.Repeat("]}", 400))).Notes);

    [Fact]
    public void Entities_without_end_are_cut_with_a_note()
    {
        var read = Read("{\"entities\":[" + string.Join(',', Enumerable.Repeat("{}", 5000)) + "," + Entity("abuse", Email("late@host.example")) + "]}");
        Assert.Empty(read.AbuseEmails);
        Assert.Contains(RdapReader.TooManyEntities, read.Notes);
    }

    private static RdapAnswer Read(string json) => RdapReader.Read(Encoding.UTF8.GetBytes(json));

    private static string Network(string entity) => "{\"objectClassName\":\"ip network\",\"entities\":[" + entity + "]}";

    private static string Entity(string role, string properties, string inner = "") =>
        "{\"roles\":[" + (role.StartsWith('"') ? role : $"\"{role}\"") + "],\"vcardArray\":[\"vcard\",[" + properties + "]],\"entities\":[" + inner + "]}";

    private static string Email(string address, string parameters = "") => "[\"email\",{" + parameters + "},\"text\",\"" + address + "\"]";
}
