using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using TakedownWorker.Core.Contacts.Sources;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Scores;

/// <summary>Whom recorded answers of registries name, against what is known of them (eng/score-routes).</summary>
public sealed class RouteScores
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 0, 0);

    [Fact]
    public void Recorded_rdap_answers_name_their_abuse_mailboxes_in_order()
    {
        using var expected = SharedData.Json("rdap-samples/expected.json");
        var wrong = new List<string>();
        var rows = expected.RootElement.GetProperty("cases").EnumerateArray().ToList();
        foreach (var row in rows)
        {
            var file = row.GetProperty("file").GetString()!;
            var read = RdapReader.Read(SharedData.Bytes("rdap-samples/" + file));
            var wanted = Strings(row.GetProperty("abuse_emails"));
            if (!wanted.SequenceEqual(read.AbuseEmails) || read.Port43 != row.GetProperty("port43").GetString()
                || read.ObjectClass != row.GetProperty("object").GetString())
            {
                wrong.Add($"{file}: {string.Join(',', read.AbuseEmails)} {read.Port43} {read.ObjectClass}");
            }
        }

        Report("rdap: abuse mailboxes, order and object", rows.Count, wrong);
    }

    [Fact]
    public void Recorded_whois_answers_name_their_abuse_mailbox_first_and_invent_none()
    {
        using var expected = SharedData.Json("whois-samples/ipwhois-expected.json");
        var (wrong, count) = (new List<string>(), 0);
        foreach (var row in expected.RootElement.EnumerateArray())
        {
            var ip = row.GetProperty("ip").GetString()!;
            if (!SharedData.Has($"whois-samples/{ip}.txt"))
            {
                continue;
            }

            count++;
            var read = WhoisReader.Read(Encoding.UTF8.GetString(SharedData.Bytes($"whois-samples/{ip}.txt")));
            var fields = read.AbuseEmails.Take(read.FromFields).ToList();
            var wanted = Strings(row.GetProperty("ripe_comment")).Concat(Strings(row.GetProperty("abuse_mailbox"))).Concat(Strings(row.GetProperty("org_abuse_email"))).Distinct().ToList();
            if (fields.FirstOrDefault() != wanted.FirstOrDefault() || fields.Except(wanted).Any() || read.SaysNone != row.GetProperty("explicit_none").GetBoolean())
            {
                wrong.Add($"{ip}: {string.Join(',', read.AbuseEmails)}");
            }
        }

        Report("whois: abuse mailbox first, none invented", count, wrong);
    }

    [Fact]
    public void Malformed_contacts_yield_no_mailbox_and_no_exception()
    {
        string[] files =
        [
            "error_bad_properties_array", "error_bad_property_name", "error_bad_property_nest_depth", "error_bad_property_parameters", "error_bad_property_parameters_2",
            "error_bad_property_size", "error_bad_property_type", "error_bad_top_type", "error_bad_vcard_label", "error_invalid_json", "error_invalid_properties",
        ];
        var wrong = files.Where(f =>
        {
            var card = Encoding.UTF8.GetString(SharedData.Bytes($"rdap-samples/jcard-malformed/{f}.json"));
            var read = RdapReader.Read(Encoding.UTF8.GetBytes($"{{\"objectClassName\":\"entity\",\"roles\":[\"abuse\"],\"vcardArray\":{card}}}"));
            return read.AbuseEmails.Length > 0 || (read.Notes.IsEmpty && f != "error_bad_property_nest_depth");
        }).ToList();
        Report("rdap: malformed contacts refused with a note", files.Length, wrong);
    }

    [Fact]
    public void Security_txt_vectors_are_judged_as_the_reference_does()
    {
        using var samples = SharedData.Json("security-txt-samples/samples.json");
        var wrong = new List<string>();
        var rows = samples.RootElement.GetProperty("vectors").EnumerateArray().ToList();
        foreach (var row in rows)
        {
            var text = row.GetProperty("content").GetString()!.Replace("{EXPIRES:+10d}", "2026-12-04", StringComparison.Ordinal);
            var read = SecurityTxt.Read(text, Now);
            var code = row.GetProperty("code").GetString();
            if (code is null ? !read.Faults.IsEmpty || !read.Usable : !read.Faults.Contains(code))
            {
                wrong.Add($"{row.GetProperty("name")}: {string.Join(',', read.Faults)}");
            }
        }

        Report("security.txt: vectors", rows.Count, wrong);
    }

    [Fact]
    public void Security_txt_contacts_are_taken_without_losing_a_letter()
    {
        using var samples = SharedData.Json("security-txt-samples/samples.json");
        var contacts = samples.RootElement.GetProperty("contact_extraction");
        var read = SecurityTxt.Read(contacts.GetProperty("content").GetString()!, Now);
        string[] wanted = ["security@example.com", "security+uri+encoded@example.com"];
        string[] wrong = wanted.SequenceEqual(read.Emails) && read.Forms.SequenceEqual([contacts.GetProperty("url").GetString()!]) ? [] : [string.Join(',', read.Emails)];
        Report("security.txt: contacts", 1, wrong);
    }

    [Fact]
    public void Answers_of_dns_zones_are_read()
    {
        using var samples = SharedData.Json("dns/abuse-dns-samples.json");
        var cymru = samples.RootElement.GetProperty("cymru");
        var wrong = new List<string>();
        var origins = cymru.GetProperty("origin_answers").EnumerateArray().Select(a => a.GetProperty("txt").GetString()!).ToList();
        wrong.AddRange(origins.Where(t => OriginAsAnswer.Read($"\"{t}\"")?.Numbers[0].ToString(CultureInfo.InvariantCulture) != t.Split(' ')[0]));
        var names = Strings(cymru.GetProperty("asname_answers"));
        wrong.AddRange(names.Where(t => OriginAsAnswer.ReadName(t) is null));
        var refused = Strings(cymru.GetProperty("must_fail"));
        wrong.AddRange(refused.Where(t => OriginAsAnswer.Read(t) is not null || OriginAsAnswer.ReadWhois(t) is not null));
        wrong.AddRange(OriginAsAnswer.ReadWhois(cymru.GetProperty("whois_answer").GetString()!) is null ? ["whois_answer"] : []);
        var zone = samples.RootElement.GetProperty("abusix").EnumerateArray().Where(a => a.TryGetProperty("txt", out _)).ToList();
        wrong.AddRange(zone.Where(a => !AbuseZoneAnswer.Read(Strings(a.GetProperty("txt"))).Addresses.SequenceEqual(Strings(a.GetProperty("expect")))).Select(a => a.ToString()));
        Report("dns: origin of an address and mailboxes of a zone", origins.Count + names.Length + refused.Length + 1 + zone.Count, wrong);
    }

    [Fact]
    public void Every_top_level_domain_with_a_known_server_is_in_the_shipped_bootstrap()
    {
        var rows = Encoding.UTF8.GetString(SharedData.Bytes("iana-bootstrap/tld-whois-rdap.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(l => l.TrimEnd('\r').Split(',')).Where(r => r.Length == 4 && r[3].Length > 0).ToList();
        var shipped = RdapServices.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Providers", "bootstrap", "dns.json"))).File!;
        var book = new RdapBootstrap(shipped, RdapServices.Empty, RdapServices.Empty, RdapServices.Empty, RdapServices.Empty);
        Report("bootstrap: top-level domains with a server", rows.Count, [.. rows.Select(r => r[0]).Where(t => book.ForDomain("x." + t).IsEmpty)]);
    }

    private static ImmutableArray<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetString()!)];

    private static void Report(string what, int count, IReadOnlyCollection<string> wrong)
    {
        ScoreReport.Add($"{what,-50} {count - wrong.Count} of {count}");
        Assert.True(count > 0);
        Assert.Empty(wrong);
    }
}
