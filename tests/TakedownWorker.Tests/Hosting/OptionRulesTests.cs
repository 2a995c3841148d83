using System.Collections;
using System.Reflection;
using TakedownWorker.Hosting.Options;

namespace TakedownWorker.Tests.Hosting;

/// <summary>Each kind of value that is refused, with the key that is named.</summary>
public sealed class OptionRulesTests
{
    [Theory]
    [InlineData("DataDirectory", "")]
    [InlineData("Organisation:Name", "")]
    [InlineData("Organisation:Signatory", "Desk\r\nBcc: x")]
    [InlineData("Organisation:From", "two@at@signs.test")]
    [InlineData("Organisation:ReplyTo", "nobody")]
    [InlineData("Organisation:Country", "Scotland")]
    [InlineData("Organisation:HotlineText", " ")]
    [InlineData("Storage:Provider", "1")]
    [InlineData("Storage:ConnectionString", "Host=db.test;Password=hunter2")]
    [InlineData("Mail:Outgoing:Folder", "")]
    [InlineData("Mail:Outgoing:Port", "0")]
    [InlineData("Mail:Outgoing:OnlyTo", "Desk <desk@helpline.test>")]
    [InlineData("Mail:Outgoing:FirstLettersPerHour", "0")]
    [InlineData("Mail:Incoming:Mode", "Maildir")]
    [InlineData("Monitoring:PerHostGap", "48:00:00")]
    [InlineData("Monitoring:PerHostGap", "P1M")]
    [InlineData("Monitoring:PerHostGap", "PT2H")]
    [InlineData("Monitoring:Concurrency", "1025")]
    [InlineData("Monitoring:Confirmation:Looks", "0")]
    [InlineData("Monitoring:Confirmation:Spread", "P1Y")]
    [InlineData("Monitoring:Confirmation:Spread", "PT-1H")]
    [InlineData("Monitoring:AllowedPrivateNetworks:0", "127.0.0.0/33")]
    [InlineData("Monitoring:HostMap:board.test", "127.0.1.3")]
    [InlineData("Monitoring:ControlUrls:0", "www.example.org")]
    [InlineData("Contacts:DirectoryFolders:0", "/nowhere/providers")]
    [InlineData("Policies:Folder", "/nowhere/policies")]
    [InlineData("Policies:Default", "")]
    [InlineData("LegalBases:Folder", "/nowhere/bases")]
    [InlineData("Privacy:KeyFile", "")]
    [InlineData("Privacy:Retention", "P99999Y")]
    [InlineData("Privacy:Retention", "PT1H")]
    [InlineData("Evidence:CheckpointEvery", "P1M")]
    [InlineData("Api:TokenHash", "abc")]
    [InlineData("Api:HealthAddress", "everywhere")]
    [InlineData("Api:HealthPort", "70000")]
    [InlineData("Jobs:Looks", "PT0S")]
    [InlineData("Jobs:Checkpoint", "five")]
    public void One_bad_value_is_one_fault_with_its_key(string key, string value) =>
        Assert.Equal("Takedown:" + key, Assert.Single(SomeConfiguration.Load((key, value)).Faults).Key);

    [Theory]
    [InlineData("Privacy:Retention", "P18M")]
    [InlineData("Monitoring:PerHostGap", "PT0S")]
    [InlineData("Jobs:Looks", "PT0.1S")]
    [InlineData("Monitoring:AllowedPrivateNetworks:0", "fd00::/8")]
    [InlineData("Storage:ConnectionString", "Data Source=cases.db")]
    [InlineData("Mail:Outgoing:Mode", "pickup")]
    public void A_value_at_the_edge_is_taken(string key, string value) => Assert.Empty(SomeConfiguration.Load((key, value)).Faults);

    [Fact]
    public void Smtp_needs_a_host_and_an_organisation_of_its_own() => Assert.Equal(
        ["Takedown:Mail:Outgoing:Host", "Takedown:Organisation:Name", "Takedown:Organisation:From"],
        SomeConfiguration.Load(("Mail:Outgoing:Mode", "Smtp")).Faults.Select(f => f.Key));

    [Fact]
    public void Smtp_with_its_settings_is_taken() => Assert.Empty(SomeConfiguration.Load(
        ("Mail:Outgoing:Mode", "Smtp"), ("Mail:Outgoing:Host", "mail.helpline.test"),
        ("Organisation:Name", "Helpline"), ("Organisation:From", "desk@helpline.test")).Faults);

    [Theory]
    [InlineData("Direct!", "NL", "socks5://127.0.0.1:1080", "Name")]
    [InlineData("direct", "NL", "socks5://127.0.0.1:1080", "Name")]
    [InlineData("nl-1", "Holland", "socks5://127.0.0.1:1080", "Country")]
    [InlineData("nl-1", "NL", "socks4://127.0.0.1:1080", "Proxy")]
    [InlineData("nl-1", "NL", "socks5://127.0.0.1", "Proxy")]
    [InlineData("nl-1", "NL", "http://127.0.0.1:3128/path", "Proxy")]
    [InlineData("nl-1", "NL", "", "Proxy")]
    public void A_place_to_look_from_that_cannot_be_is_one_fault_with_its_key(string name, string country, string proxy, string key) => Assert.Equal(
        "Takedown:Monitoring:Vantages:0:" + key, Assert.Single(SomeConfiguration.Load(
            ("Monitoring:Vantages:0:Name", name), ("Monitoring:Vantages:0:Country", country), ("Monitoring:Vantages:0:Proxy", proxy)).Faults).Key);

    [Fact]
    public void The_password_of_a_proxy_is_never_repeated() => Assert.DoesNotContain("hunter2", SomeConfiguration.Load(
        ("Monitoring:Vantages:0:Name", "nl-1"), ("Monitoring:Vantages:0:Proxy", "ftp://user:hunter2@127.0.0.1:1")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_password_is_never_sent_in_clear() => Assert.Equal("Takedown:Mail:Outgoing:Security", Assert.Single(SomeConfiguration.Load(
        ("Mail:Outgoing:Security", "None"), ("Mail:Outgoing:Host", "mail.helpline.test"),
        ("Mail:Outgoing:UserName", "desk"), ("Mail:Outgoing:Password", "hunter2")).Faults).Key);

    [Fact]
    public void Half_a_login_is_refused() => Assert.Equal(
        "Takedown:Mail:Outgoing:Password", Assert.Single(SomeConfiguration.Load(("Mail:Outgoing:UserName", "desk")).Faults).Key);

    [Fact]
    public void Half_a_signature_is_refused_by_each_missing_key() => Assert.Equal(
        ["Takedown:Mail:Outgoing:Dkim:Domain", "Takedown:Mail:Outgoing:Dkim:KeyFile"],
        SomeConfiguration.Load(("Mail:Outgoing:Dkim:Selector", "s1")).Faults.Select(f => f.Key));

    [Fact]
    public void PostgreSql_needs_a_connection_string() => Assert.Equal(
        "Takedown:Storage:ConnectionString", Assert.Single(SomeConfiguration.Load(("Storage:Provider", "PostgreSql")).Faults).Key);

    [Fact]
    public void A_review_needs_all_its_parts() => Assert.Equal(
        ["Takedown:LegalBases:Reviews:0:By", "Takedown:LegalBases:Reviews:0:On"],
        SomeConfiguration.Load(("LegalBases:Reviews:0:Basis", "generic-aup")).Faults.Select(f => f.Key));

    [Fact]
    public void A_mailbox_stands_once() => Assert.Equal("Takedown:Caseworkers:1:Email", Assert.Single(SomeConfiguration.Load(
        ("Caseworkers:0:Email", "desk@helpline.test"), ("Caseworkers:1:Email", "Desk@helpline.test")).Faults).Key);

    [Fact]
    public void Nothing_secret_or_personal_is_ever_shown()
    {
        var sensitive = Sensitive(typeof(TakedownOptions), "").ToArray();
        Assert.Contains("Mail:Outgoing:Password", sensitive);
        var loaded = SomeConfiguration.Load([.. sensitive.Select(k => (k, "hunter2\n@ @")), .. sensitive.Select(k => (k + "x", "hunter2"))]);
        Assert.True(loaded.Faults.Length > sensitive.Length);
        Assert.DoesNotContain("hunter2", loaded.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_where_a_section_belongs_is_not_shown() =>
        Assert.DoesNotContain("hunter2", SomeConfiguration.Load(("Caseworkers", "hunter2"), ("Mail", "hunter2")).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Sensitive(Type type, string path)
    {
        foreach (var p in type.GetProperties())
        {
            if (p.GetCustomAttribute<SensitiveAttribute>() is not null)
            {
                yield return path + p.Name;
            }

            var isList = p.PropertyType.IsGenericType && typeof(IList).IsAssignableFrom(p.PropertyType);
            var inner = isList ? p.PropertyType.GetGenericArguments()[0] : p.PropertyType;
            foreach (var deeper in inner.Namespace == type.Namespace && inner.IsClass ? Sensitive(inner, path + p.Name + (isList ? ":0:" : ":")) : [])
            {
                yield return deeper;
            }
        }
    }
}
