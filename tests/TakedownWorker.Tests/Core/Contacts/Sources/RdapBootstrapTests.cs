using System.Net;
using System.Text;
using TakedownWorker.Core.Contacts.Sources;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Core.Contacts.Sources;

public sealed class RdapBootstrapTests
{
    private static readonly RdapBootstrap Shipped = new(File("dns"), File("ipv4"), File("ipv6"), File("asn"), File("object-tags"));

    private static readonly RdapBootstrap Made = new(
        Of("""[["com"],["http://a.example","https://a.example"]],[["sub.example.com"],["https://b.example/"]]"""),
        Of("""[["192.0.0.0/8"],["https://wide.example/"]],[["192.0.2.0/24"],["https://narrow.example/"]]"""),
        Of("""[["2001:db8::/32"],["https://six.example/"]]"""),
        Of("""[["64496-64511"],["https://as.example/"]]"""),
        Of("""[[],["RIPE"],["https://tag.example/"]]"""));

    [Theory]
    [InlineData("example.com", "https://a.example/")]
    [InlineData("x.SUB.example.com.", "https://b.example/")]
    [InlineData("notsub.example.com", "https://a.example/")]
    [InlineData("example.net", null)]
    public void The_longest_ending_of_whole_labels_answers(string domain, string? server) => Assert.Equal(server, Made.ForDomain(domain).FirstOrDefault());

    [Theory]
    [InlineData("192.0.2.1", "https://narrow.example/")]
    [InlineData("192.9.2.1", "https://wide.example/")]
    [InlineData("::ffff:192.0.2.1", "https://narrow.example/")]
    [InlineData("2001:db8::1", "https://six.example/")]
    [InlineData("198.51.100.1", null)]
    public void The_longest_prefix_answers(string address, string? server) => Assert.Equal(server, Made.ForAddress(IPAddress.Parse(address)).FirstOrDefault());

    [Fact]
    public void Numbers_and_handles_have_their_servers()
    {
        Assert.Equal("https://as.example/", Assert.Single(Made.ForAsNumber(64511)));
        Assert.Empty(Made.ForAsNumber(64512));
        Assert.Equal("https://tag.example/", Assert.Single(Made.ForHandle("AB12-RIPE")));
    }

    [Theory]
    [InlineData("com")]
    [InlineData("net")]
    [InlineData("org")]
    public void The_shipped_files_know_the_large_domains(string tld) => Assert.StartsWith("https://", Shipped.ForDomain("x." + tld)[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("8.8.8.8", "arin")]
    [InlineData("193.0.6.139", "ripe")]
    [InlineData("1.1.1.1", "apnic")]
    [InlineData("200.3.14.10", "lacnic")]
    [InlineData("196.11.240.215", "afrinic")]
    [InlineData("2001:4860:4860::8888", "arin")]
    public void The_shipped_files_know_the_five_registries(string address, string registry) =>
        Assert.Contains(registry, Shipped.ForAddress(IPAddress.Parse(address))[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("bootstrap_malformed-dns_bad_services.json")]
    [InlineData("bootstrap_malformed-dns_empty.json")]
    [InlineData("bootstrap_malformed-dns_syntax_error.json")]
    public void A_malformed_file_is_refused(string name) => Assert.NotNull(RdapServices.Read(SharedData.Bytes("iana-bootstrap/malformed/" + name)).Fault);

    [Fact]
    public void A_base_that_is_no_address_is_left_out_and_the_service_without_any_with_it()
    {
        var (file, _) = RdapServices.Read(SharedData.Bytes("iana-bootstrap/malformed/bootstrap_malformed-dns_bad_url.json"));
        Assert.Equal(["ar", "cz", "br"], file!.Services.SelectMany(s => s.Entries));
        Assert.All(file.Services, s => Assert.Single(s.Bases));
    }

    private static RdapServices Of(string services) => RdapServices.Read(Encoding.UTF8.GetBytes("{\"services\":[" + services + "]}")).File!;

    private static RdapServices File(string name)
    {
        var (file, fault) = RdapServices.Read(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Providers", "bootstrap", name + ".json")));
        Assert.Null(fault);
        return file!;
    }
}
