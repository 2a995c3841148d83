using NodaTime;
using TakedownWorker.Core.Contacts.Sources;

namespace TakedownWorker.Tests.Core.Contacts.Sources;

public sealed class SecurityTxtTests
{
    private const string Expires = "\nExpires: 2027-01-01T00:00:00Z\n";

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 0, 0);

    [Fact]
    public void Contacts_are_taken_in_their_order()
    {
        var read = SecurityTxt.Read("# x\nContact: https://host.example/report\nContact: mailto:b@host.example\ncontact: mailto:a@host.example" + Expires, Now);
        Assert.Equal(["b@host.example", "a@host.example"], read.Emails);
        Assert.Equal("https://host.example/report", Assert.Single(read.Forms));
        Assert.Empty(read.Faults);
        Assert.True(read.Usable);
    }

    [Fact]
    public void Exactly_at_its_expiry_it_is_expired()
    {
        var read = SecurityTxt.Read("Contact: mailto:a@host.example\nExpires: 2026-11-24T01:00:00+01:00\n", Now);
        Assert.Contains(SecurityTxt.Expired, read.Faults);
        Assert.False(read.Usable);
    }

    [Fact]
    public void Of_a_signed_file_only_the_signed_part_counts()
    {
        var read = SecurityTxt.Read(
            "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nContact: mailto:a@host.example\n- -x: y\nExpires: 2027-01-01T00:00:00Z\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\nContact: mailto:other@host.example\n", Now);
        Assert.Equal("a@host.example", Assert.Single(read.Emails));
        Assert.True(read.Signed);
        Assert.Empty(read.Faults);
    }

    [Theory]
    [InlineData("<!doctype html><p>Contact: mailto:a@host.example", "not_text")]
    [InlineData("Contact: mailto:a@host.example\nExpires: tomorrow\n", "invalid_expiry")]
    [InlineData("Contact: tel:+1-201-555-0123" + Expires, null)]
    public void What_names_no_route_is_not_usable(string text, string? fault)
    {
        var read = SecurityTxt.Read(text, Now);
        Assert.False(read.Usable);
        Assert.Equal(fault is null ? [] : new[] { fault }, read.Faults);
    }

    [Fact]
    public void Two_dates_are_a_fault_and_the_earlier_one_counts()
    {
        var read = SecurityTxt.Read("Contact: mailto:a@host.example\nExpires: 2020-01-01T00:00:00Z" + Expires, Now);
        Assert.Equal(["multi_expire", SecurityTxt.Expired], read.Faults);
    }
}
